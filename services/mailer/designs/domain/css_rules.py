"""A mail's CSS, read by a CSS parser and written again from what the vocabulary allows.

What is left loads nothing, runs nothing and cannot end the element that it stands in: no `<` and
no backslash are ever written.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from mailer.designs.domain.css_values import (
	CONDITION,
	MAX_DEPTH,
	SELECTOR,
	VALUE,
	CssFault,
	CssWriter,
)
from mailer.designs.domain.css_vocabulary import (
	DECLARATION_RULES,
	GROUP_RULES,
	LOADING_RULES,
	PROPERTIES,
	PROPERTY_PREFIXES,
	SILENT_RULES,
)

_NAME = re.compile(r"-{0,2}[a-z_][\w-]*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class CleanCss:
	"""CSS fit for a mail, why something of it was taken away, and how many selectors it has."""

	text: str
	faults: frozenset[CssFault]
	selectors: int = 0


def clean_css(source: str, *, media: str = "") -> CleanCss:
	"""Return a style sheet clean; `media` is the condition under which all of it holds."""
	writer = _RuleWriter()
	rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
	text = writer.write_rules(rules, 0)
	if text and media.strip():
		condition = writer.write(tinycss2.parse_component_value_list(media), CONDITION)
		text = f"@media {condition}{{\n{text}\n}}" if condition else ""
	return CleanCss(text, frozenset(writer.faults), writer.selectors)


@lru_cache(maxsize=1024)  # the same few styles stand in a design a thousand times
def clean_style(source: str) -> CleanCss:
	"""Return the declarations of a `style` attribute clean."""
	writer = _RuleWriter()
	found = tinycss2.parse_blocks_contents(source, skip_comments=True, skip_whitespace=True)
	return CleanCss(writer.write_declarations(found), frozenset(writer.faults))


class _RuleWriter(CssWriter):
	"""Writes rules and declarations. What no parser understands is dropped without a word."""

	selectors = 0

	def write_rules(self, rules: Iterable[Node], depth: int) -> str:
		if depth > MAX_DEPTH:
			self.faults.add(CssFault.FOREIGN)
			return ""
		return "\n".join(filter(None, (self._write_rule(rule, depth) for rule in rules)))

	def write_declarations(self, found: Iterable[Node]) -> str:
		return ";".join(filter(None, map(self._write_declaration, found)))

	def _write_rule(self, rule: Node, depth: int) -> str:
		if isinstance(rule, QualifiedRule):
			return self._write_qualified(rule)
		return self._write_at_rule(rule, depth) if isinstance(rule, AtRule) else ""

	def _write_qualified(self, rule: QualifiedRule) -> str:
		selector = self.write(rule.prelude, SELECTOR)
		body = self._write_body(rule.content)
		if not selector or not body:
			return ""
		self.selectors += selector.count(",") + 1
		return f"{selector}{{{body}}}"

	def _write_at_rule(self, rule: AtRule, depth: int) -> str:
		name = rule.lower_at_keyword
		if name in GROUP_RULES:
			return self._write_block_of(rule, lambda content: self._write_group(content, depth))
		if name in DECLARATION_RULES:
			return self._write_block_of(rule, self._write_body)
		if name not in SILENT_RULES:
			self.faults.add(CssFault.LOADS if name in LOADING_RULES else CssFault.FOREIGN)
		return ""

	def _write_block_of(self, rule: AtRule, write: Callable[[list[Node]], str]) -> str:
		condition = self.write(rule.prelude, CONDITION)
		is_lost = not condition and any(token.type != "whitespace" for token in rule.prelude)
		body = "" if is_lost else write(rule.content or [])
		return f"@{rule.lower_at_keyword} {condition}{{{body}}}" if body else ""

	def _write_group(self, content: list[Node], depth: int) -> str:
		rules = tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)
		return self.write_rules(rules, depth + 1)

	def _write_body(self, content: list[Node]) -> str:
		return self.write_declarations(
			tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
		)

	def _write_declaration(self, found: Node) -> str:
		if not isinstance(found, Declaration):
			if found.type != "error":
				self.faults.add(CssFault.FOREIGN)  # a rule within a rule
			return ""
		name = found.name if found.name.startswith("--") else found.lower_name
		if not _is_known(name):
			self.faults.add(CssFault.FOREIGN)
			return ""
		value = self.write(found.value, VALUE)
		important = "!important" if found.important else ""
		return f"{name}:{value}{important}" if value else ""


def _is_known(name: str) -> bool:
	known = name in PROPERTIES or name.startswith(PROPERTY_PREFIXES)
	return known and _NAME.fullmatch(name) is not None
