"""Writes tokens of CSS again, each only if the vocabulary allows it where it stands."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import quote

from tinycss2.ast import Node

from mailer.designs.domain.css_vocabulary import (
	LOADING_FUNCTIONS,
	SELECTOR_FUNCTIONS,
	VALUE_FUNCTIONS,
)

MAX_DEPTH = 12  # deeper brackets are nobody's design, and would exhaust the stack
# `<` would end the element, a backslash can spell it; neither is needed, as text is UTF-8. The
# word is the token of a foreign merge tag, which is no CSS; an arrow, of parts that were apart, is
# read as an end of a comment.
_FORBIDDEN = re.compile(r"[<\\\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|-->|chqft\d")
_PLAIN = frozenset({"ident", "hash", "number", "percentage", "dimension"})
# As for <img>, but whole: a sheet has no address of its own to which a shorter one could belong.
_PICTURE = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_ADDRESS_MARKS = ":/?#[]@!$&*+,;=%~"  # without quotes and brackets, which would end a url('…')


class CssFault(StrEnum):
	LOADS = "loads"  # from elsewhere
	BACKGROUND = "background"  # a picture behind text, which may need it to be read
	FOREIGN = "foreign"  # outside the vocabulary


@dataclass(frozen=True)
class Grammar:
	"""What may stand in one place of CSS: functions, brackets and single marks."""

	marks: frozenset[str]
	functions: frozenset[str] = frozenset()
	brackets: frozenset[str] = frozenset({"() block"})
	load_fault: CssFault | None = None
	"""What it means that a picture was taken from here; where no picture can be, nothing stays."""
	takes_pictures: bool = False


VALUE = Grammar(frozenset(",/+-*"), VALUE_FUNCTIONS, load_fault=CssFault.LOADS)
BACKGROUND = replace(VALUE, load_fault=CssFault.BACKGROUND, takes_pictures=True)
SELECTOR = Grammar(
	frozenset(".:>+~*,|=") | {"~=", "|=", "^=", "$=", "*=", "-"},
	SELECTOR_FUNCTIONS,
	frozenset({"[] block"}),
)
CONDITION = Grammar(frozenset(",:>=/"))
_BRACKETS = {"() block": ("(", ")"), "[] block": ("[", "]")}


@dataclass
class CssWriter:
	"""Writes tokens; remembers in `faults` why something was left out."""

	faults: set[CssFault] = field(default_factory=set)
	resolve: Callable[[str], str] = str
	"""Gives the public address of a picture that came with the design."""

	def write(self, tokens: Iterable[Node], grammar: Grammar) -> str:
		"""Return the text of the tokens; empty if one of them may not stand there."""
		text = self._write_all(tokens, grammar, 0)
		if text is None or _FORBIDDEN.search(text):
			self.faults.add(CssFault.FOREIGN)
			return ""
		return text.strip()

	def _write_all(self, tokens: Iterable[Node], grammar: Grammar, depth: int) -> str | None:
		if depth > MAX_DEPTH:
			return None
		written: list[str] = []
		for token in tokens:
			text = self._write_token(token, grammar, depth)
			if text is None:
				return None
			if text != " " or not written or not written[-1].endswith(" "):
				written.append(text)
		return "".join(written)

	def _write_token(self, token: Node, grammar: Grammar, depth: int) -> str | None:
		kind = token.type
		if kind in _PLAIN:
			return str(token.serialize())
		if kind in ("whitespace", "comment"):
			return " "  # a comment parts what stands around it
		if kind == "string":
			return _write_string(token.value)
		if kind == "literal":
			return str(token.value) if token.value in grammar.marks else None
		if kind == "url":
			return self._write_load(token.value, grammar)
		if kind == "function":
			return self._write_function(token, grammar, depth)
		return self._write_block(token, grammar, depth)

	def _write_function(self, token: Node, grammar: Grammar, depth: int) -> str | None:
		name = token.lower_name
		if name in LOADING_FUNCTIONS:
			return self._write_load(_read_address(token), grammar)
		if name not in grammar.functions:
			return None
		inner = self._write_all(token.arguments, grammar, depth + 1)
		return None if inner is None else f"{name}({inner})"

	def _write_load(self, address: str, grammar: Grammar) -> str | None:
		address = self.resolve(address) if grammar.takes_pictures else address
		if grammar.takes_pictures and _PICTURE.match(address):
			return f"url('{quote(address, safe=_ADDRESS_MARKS)}')"
		self.faults.add(grammar.load_fault or CssFault.LOADS)
		return "none " if grammar.load_fault else None  # the space parts it from what follows

	def _write_block(self, token: Node, grammar: Grammar, depth: int) -> str | None:
		if token.type not in grammar.brackets:
			return None
		inner = self._write_all(token.content, grammar, depth + 1)
		before, after = _BRACKETS[token.type]
		return None if inner is None else f"{before}{inner}{after}"


def _read_address(function: Node) -> str:
	"""Return the address of ``url("…")``; empty if it is another function, or has no plain one."""
	arguments = [token for token in function.arguments if token.type != "whitespace"]
	is_plain = function.lower_name == "url" and [token.type for token in arguments] == ["string"]
	return str(arguments[0].value) if is_plain else ""


def _write_string(value: str) -> str | None:
	"""Return a string in quotes, simple ones if they do: clients misread `&quot;` in styles."""
	for mark in ("'", '"'):
		if mark not in value and "\n" not in value:
			return f"{mark}{value}{mark}"
	return None
