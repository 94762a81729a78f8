"""Addresses compiled once per process: tests make hundreds of apps that have the same ones."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


def keep_compiled_rules() -> None:
	"""Let werkzeug write the code that builds a rule's address once, for whatever app has it.

	Half a millisecond each, it took longer than most tests. It depends on the rule's text alone;
	one with default values is left as it is.
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
