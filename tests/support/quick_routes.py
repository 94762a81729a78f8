"""Addresses read and compiled once per process: tests make hundreds of apps that have the same."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class ReadRule(NamedTuple):
	"""What the text of a rule says."""

	parts: list[Any]
	trace: list[tuple[bool, str]]
	converters: dict[str, Any]


def keep_rules() -> None:
	"""Let werkzeug read and compile a rule once, for whatever app has it.

	Half a millisecond each, it took longer than most tests.
	"""
	keep_read_rules()
	keep_compiled_rules()


def keep_read_rules() -> None:
	"""Keep what a rule's text says: it depends on that, and on the app's converters."""
	parse: Callable[[Rule, str], Iterable[Any]] = Rule._parse_rule
	kept: dict[tuple[Any, ...], ReadRule] = {}

	def parse_once(rule: Rule, text: str) -> list[Any]:
		key = (text, tuple(rule.map.converters.items()))
		if key not in kept:
			before, converters = len(rule._trace), dict(rule._converters)
			parts = list(parse(rule, text))
			added = {k: v for k, v in rule._converters.items() if k not in converters}
			kept[key] = ReadRule(parts, rule._trace[before:], added)
			return parts
		read = kept[key]
		rule._trace.extend(read.trace)
		rule._converters.update(read.converters)
		rule.arguments.update(read.converters)
		return read.parts

	Rule._parse_rule = parse_once


def keep_compiled_rules() -> None:
	"""Keep the code that builds a rule's address.

	It depends on the rule's text alone; one with default values is left as it is.
	"""
	compile_builder: Callable[[Rule, bool], Builder] = Rule._compile_builder
	kept: dict[tuple[Any, ...], Builder] = {}

	def compile_once(rule: Rule, append_unknown: bool = True) -> Builder:
		if rule.defaults:
			return compile_builder(rule, append_unknown)
		key = (rule.rule, *rule._trace, append_unknown)
		if key not in kept:
			kept[key] = compile_builder(rule, append_unknown)
		return kept[key]

	Rule._compile_builder = compile_once
