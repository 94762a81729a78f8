"""A mail's CSS, read by a CSS parser and written again from what the vocabulary allows.

What is left loads nothing, runs nothing and cannot end the element that it stands in: no `<` and
no backslash are ever written.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from mailer.designs.domain.css_values import (
	BACKGROUND,
	CONDITION,
	MAX_DEPTH,
	SELECTOR,
	VALUE,
	CssFault,
	CssWriter,
)
from mailer.designs.domain.css_vocabulary import (
	CONDITION_RULES,
	DECLARATION_RULES,
	GROUP_RULES,
	LOADING_RULES,
	PICTURE_PROPERTIES,
	PROPERTIES,
	PROPERTY_PREFIXES,
	SILENT_RULES,
	STATE_SELECTORS,
)

_NAME = re.compile(r"-{0,2}[a-z_][\w-]*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class CleanCss:
	"""CSS fit for a mail, why something of it was taken away, and what to know of it."""

	text: str
	faults: frozenset[CssFault]
	selectors: int = 0
	families: frozenset[str] = frozenset()
	"""Of the properties that it declares."""
	stays: bool = False
	"""Some of it cannot stand in a `style` attribute: conditions, states, motion."""
	is_dark: bool = False
	"""It says how it looks on a dark screen."""


def clean_css(
	source: str,
	*,
	media: str = "",
	settled: Collection[str] = (),
	resolve: Callable[[str], str] = str,
) -> CleanCss:
	"""Return a style sheet clean; `media` is the condition under which all of it holds.

	The other rules will be written into the elements, where they would win over the conditional
	ones: these become important, but for families in `settled`, which elements had declared.
	"""
	writer = _RuleWriter(settled, resolve)
	rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
	condition = writer.write(tinycss2.parse_component_value_list(media), CONDITION)
	if media.strip() and not condition:
		return CleanCss("", frozenset(writer.faults))
	text = writer.write_rules(rules, 0, is_forced=bool(condition))
	if text and condition:
		text = f"@media {condition}{{\n{text}\n}}"
		writer.note_condition(condition)
	return writer.finish(text)


@lru_cache(maxsize=1024)  # the same few styles stand in a design a thousand times
def clean_style(source: str) -> CleanCss:
	"""Return the declarations of a `style` attribute clean."""
	return clean_style_with(source, str)


def clean_style_with(source: str, resolve: Callable[[str], str]) -> CleanCss:
	"""Return the declarations of a `style` attribute clean, with pictures of the design's own."""
	writer = _RuleWriter(resolve=resolve)
	found = tinycss2.parse_blocks_contents(source, skip_comments=True, skip_whitespace=True)
	return writer.finish(writer.write_declarations(found))


class _RuleWriter(CssWriter):
	"""Writes rules and declarations. What no parser understands is dropped without a word."""

	def __init__(self, settled: Collection[str] = (), resolve: Callable[[str], str] = str) -> None:
		super().__init__(resolve=resolve)
		self._settled = settled
		self._families: set[str] = set()
		self._selectors = 0
		self._stays = self._is_dark = False

	def finish(self, text: str) -> CleanCss:
		return CleanCss(
			text,
			frozenset(self.faults),
			self._selectors,
			frozenset(self._families),
			self._stays,
			self._is_dark,
		)

	def note_condition(self, condition: str) -> None:
		self._stays = True
		self._is_dark |= "prefers-color-scheme" in condition.lower()

	def write_rules(self, rules: Iterable[Node], depth: int, *, is_forced: bool = False) -> str:
		if depth > MAX_DEPTH:
			self.faults.add(CssFault.FOREIGN)
			return ""
		return "\n".join(filter(None, (self._write_rule(rule, depth, is_forced) for rule in rules)))

	def write_declarations(self, found: Iterable[Node], *, is_forced: bool = False) -> str:
		written = (self._write_declaration(one, is_forced) for one in found)
		return ";".join(filter(None, written))

	def _write_rule(self, rule: Node, depth: int, is_forced: bool) -> str:
		if isinstance(rule, QualifiedRule):
			return self._write_qualified(rule, is_forced)
		return self._write_at_rule(rule, depth, is_forced) if isinstance(rule, AtRule) else ""

	def _write_qualified(self, rule: QualifiedRule, is_forced: bool) -> str:
		"""Return one rule, or two: selectors of states apart, as only those are conditional."""
		lists = _split_selectors(rule.prelude)
		others: list[list[Node]] = []
		states: list[list[Node]] = []
		for one in lists:
			(states if _names_state(one) else others).append(one)
		self._stays |= bool(states)
		if is_forced or not states:
			return self._write_rule_of(lists, rule, is_forced)
		both = [self._write_rule_of(others, rule, False), self._write_rule_of(states, rule, True)]
		return "\n".join(filter(None, both))

	def _write_rule_of(self, lists: list[list[Node]], rule: QualifiedRule, is_forced: bool) -> str:
		selectors = [self.write(one, SELECTOR) for one in lists]
		body = self._write_body(rule.content, is_forced) if all(selectors) and selectors else ""
		if not body:
			return ""
		self._selectors += len(selectors)
		return f"{','.join(selectors)}{{{body}}}"

	def _write_at_rule(self, rule: AtRule, depth: int, is_forced: bool) -> str:
		name = rule.lower_at_keyword
		if name in GROUP_RULES:
			forced = name in CONDITION_RULES or (is_forced and not name.endswith("keyframes"))
			return self._write_block_of(rule, lambda rules: self._write_group(rules, depth, forced))
		if name in DECLARATION_RULES:
			return self._write_block_of(rule, lambda content: self._write_body(content, False))
		if name not in SILENT_RULES:
			self.faults.add(CssFault.LOADS if name in LOADING_RULES else CssFault.FOREIGN)
		return ""

	def _write_block_of(self, rule: AtRule, write: Callable[[list[Node]], str]) -> str:
		condition = self.write(rule.prelude, CONDITION)
		is_lost = not condition and any(token.type != "whitespace" for token in rule.prelude)
		body = "" if is_lost else write(rule.content or [])
		if not body:
			return ""
		self.note_condition(condition)
		return f"@{rule.lower_at_keyword} {condition}{{{body}}}"

	def _write_group(self, content: list[Node], depth: int, is_forced: bool) -> str:
		rules = tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)
		return self.write_rules(rules, depth + 1, is_forced=is_forced)

	def _write_body(self, content: list[Node], is_forced: bool) -> str:
		found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
		return self.write_declarations(found, is_forced=is_forced)

	def _write_declaration(self, found: Node, is_forced: bool) -> str:
		if not isinstance(found, Declaration):
			if found.type != "error":
				self.faults.add(CssFault.FOREIGN)  # a rule within a rule
			return ""
		name = found.name if found.name.startswith("--") else found.lower_name
		if not _is_known(name):
			self.faults.add(CssFault.FOREIGN)
			return ""
		value = self.write(found.value, BACKGROUND if name in PICTURE_PROPERTIES else VALUE)
		if not value:
			return ""
		self._note_declaration(name, value)
		is_important = found.important or (is_forced and _read_family(name) not in self._settled)
		return f"{name}:{value}{'!important' if is_important else ''}"

	def _note_declaration(self, name: str, value: str) -> None:
		self._families.add(_read_family(name))
		if name == "color-scheme":  # it concerns the whole page, which no element is
			self._stays = True
			self._is_dark |= "dark" in value


def _is_known(name: str) -> bool:
	known = name in PROPERTIES or name.startswith(PROPERTY_PREFIXES)
	return known and _NAME.fullmatch(name) is not None


def _read_family(name: str) -> str:
	"""Return what a property shares with those that set the same: `padding-left`, `padding`."""
	return name if name.startswith("-") else name.partition("-")[0]


def _split_selectors(prelude: Iterable[Node]) -> list[list[Node]]:
	lists: list[list[Node]] = [[]]
	for token in prelude:
		if token.type == "literal" and token.value == ",":
			lists.append([])
		else:
			lists[-1].append(token)
	return lists


def _names_state(selector: list[Node]) -> bool:
	return any(
		before.type == "literal" and before.value == ":" and token.type == "ident"
		and token.lower_value in STATE_SELECTORS
		for before, token in pairwise(selector)
	)  # fmt: skip
