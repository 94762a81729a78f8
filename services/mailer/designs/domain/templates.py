"""Texts with slots: compiled once per run, filled once per person, escaped by context."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote

from mailer.designs.domain.characters import replace_controls
from mailer.designs.domain.html_contexts import find_contexts
from mailer.designs.domain.merge_fields import TOKEN, Field, Tokenised, tokenise

_LOOSE_START = re.compile(r"(^|[¡¿«(])[\s,;:.·|–—-]+(\w?)")
_GAP = re.compile(r"\s+([,;:.!?])")


class Escape(StrEnum):
	MARKUP = "markup"  # text and attributes of HTML
	URL = "url"  # a part of an address in an attribute
	PLAIN = "plain"  # text part and headers


@lru_cache(maxsize=4096)  # the same names and places come again and again
def escape_value(escape: Escape, value: str) -> str:
	"""Return a value fit for its context, on one line."""
	value = replace_controls(" ".join(value.split()), "")
	if escape is Escape.MARKUP:
		return html.escape(value)
	if escape is Escape.URL:
		return quote(value, safe="")
	return value


@dataclass(frozen=True)
class Slot:
	"""A place for one field in one context."""

	field: Field
	escape: Escape

	def fill(self, values: Mapping[str, str]) -> str:
		"""Return the person's value, or the fallback, fit for the context. Never a CR or LF."""
		return escape_value(self.escape, values.get(self.field.name) or self.field.fallback)


@dataclass(frozen=True)
class Template:
	"""Literal texts and slots, in order."""

	parts: tuple[str | Slot, ...]

	@property
	def is_constant(self) -> bool:
		return not any(isinstance(part, Slot) for part in self.parts)

	def write_fields(self) -> dict[str, str]:
		"""Return values that are the fields themselves, as a person writes them."""
		slots = (part for part in self.parts if isinstance(part, Slot))
		return {slot.field.name: slot.field.write() for slot in slots}

	def fix(self, values: Mapping[str, str]) -> "Template":
		"""Return the template with the fields of `values` filled for good."""
		parts: list[str | Slot] = []
		for part in self.parts:
			if isinstance(part, Slot) and part.field.name in values:
				part = part.fill(values)
			if isinstance(part, str) and parts and isinstance(parts[-1], str):
				parts[-1] += part
			else:
				parts.append(part)
		return Template(tuple(parts))

	def render(self, values: Mapping[str, str]) -> str:
		"""Return the text for one person."""
		return "".join(part if isinstance(part, str) else part.fill(values) for part in self.parts)

	def render_line(self, values: Mapping[str, str]) -> str:
		"""Return a header for one person: where a field is empty, no mark is left alone.

		«{{ primer_nombre }}, una noticia» is «Una noticia» for who has no name.
		"""
		texts = [part if isinstance(part, str) else part.fill(values) for part in self.parts]
		line = "".join(texts)
		return line if all(texts) else _close_gaps(line)


def compile_html(source: str) -> Template:
	"""Return the template of a cleaned HTML document.

	:raises Invalid: an unknown field, or one where no value may stand (CSS, a whole address)
	"""
	tokenised = tokenise(source, subject_of_error="html", is_html=True)
	in_url = find_contexts(tokenised)
	escapes = [Escape.URL if index in in_url else Escape.MARKUP for index in _count(tokenised)]
	return _split(tokenised.text, tokenised.fields, escapes)


def compile_text(source: str, *, subject_of_error: str = "text") -> Template:
	"""Return the template of a plain text or of a header.

	:raises Invalid: an unknown field
	"""
	tokenised = tokenise(source, subject_of_error=subject_of_error, is_html=False)
	escapes = [
		Escape.URL if _stands_in_address(tokenised.text, index) else Escape.PLAIN
		for index in _count(tokenised)
	]
	return _split(tokenised.text, tokenised.fields, escapes)


def _count(tokenised: Tokenised) -> range:
	return range(len(tokenised.fields))


def _stands_in_address(text: str, index: int) -> bool:
	before = text.partition(f"chqmf{index}x")[0]
	return bool(before) and not before[-1].isspace() and "://" in before.split()[-1]


def _split(text: str, fields: tuple[Field, ...], escapes: list[Escape]) -> Template:
	pieces = TOKEN.split(text)  # literal, index, literal, index, …, literal
	parts: list[str | Slot] = []
	for position, piece in enumerate(pieces):
		if position % 2:
			parts.append(Slot(fields[int(piece)], escapes[int(piece)]))
		elif piece:
			parts.append(piece)
	return Template(tuple(parts))


def _close_gaps(line: str) -> str:
	tidy = _GAP.sub(r"\1", " ".join(line.split()))
	return _LOOSE_START.sub(lambda found: found[1] + found[2].upper(), tidy)


@dataclass(frozen=True)
class MessageTemplates:
	subject: Template
	html: Template
	text: Template
