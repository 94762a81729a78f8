"""Merge fields: ``{{ campo }}`` or ``{{ campo | alternativa }}``, and nothing more.

While a design is cleaned and compiled, each field is a token of letters and digits, which HTML,
URL and CSS tools all leave alone.
"""

import html
import re
from dataclasses import dataclass

from chasqui.contracts.mailer.merge_fields import (
	KNOWN_FIELDS,
	PLACEHOLDER,
	UNCLOSED,
	read_field,
)
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import Text, say
from mailer.designs.domain.field_names import guess_field

TOKEN = re.compile(r"chqmf(\d+)x")


@dataclass(frozen=True)
class Field:
	"""A field and what stands in its place for who has no value."""

	name: str
	fallback: str = ""

	def write(self) -> str:
		"""Return the field as a person writes it."""
		return f"{{{{ {self.name} | {self.fallback} }}}}" if self.fallback else self.write_plain()

	def write_plain(self) -> str:
		"""Return the field without its fallback."""
		return f"{{{{ {self.name} }}}}"


@dataclass(frozen=True)
class Tokenised:
	"""A text whose n-th field is the token ``chqmf<n>x``."""

	text: str
	fields: tuple[Field, ...]


def tokenise(source: str, *, subject_of_error: str, is_html: bool) -> Tokenised:
	"""Return `source` with tokens for its fields; in HTML a fallback may hold entities.

	:raises Invalid: an unknown field (named), or braces that are not closed
	"""
	fields: list[Field] = []

	def replace(match: re.Match[str]) -> str:
		inner = html.unescape(match.group(1)) if is_html else match.group(1)
		fields.append(_read_field(inner))
		return f"chqmf{len(fields) - 1}x"

	if TOKEN.search(source):
		raise _refuse(subject_of_error, [say("El texto usa una marca reservada («chqmf…x»).")])
	text = PLACEHOLDER.sub(replace, source)
	unknown = list(dict.fromkeys(one.name for one in fields if one.name not in KNOWN_FIELDS))
	problems = [_describe_unknown(unknown)] if unknown else []
	if "{{" in text:  # «}}» alone is good CSS
		problems.append(UNCLOSED)
	if problems:
		raise _refuse(subject_of_error, problems)
	return Tokenised(text, tuple(fields))


def restore_fields(text: str, fields: tuple[Field, ...], *, is_html: bool) -> str:
	"""Return a text with its tokens written as fields again."""

	def write(match: re.Match[str]) -> str:
		written = fields[int(match.group(1))].write()
		return html.escape(written) if is_html else written

	return TOKEN.sub(write, text)


def list_field_names(*sources: str) -> list[str]:
	"""Return the names of the fields used, sorted, each once."""
	return sorted({field.name for source in sources for field in _list_fields(source)})


def _list_fields(source: str) -> list[Field]:
	return [_read_field(html.unescape(found)) for found in PLACEHOLDER.findall(source)]


def _read_field(inner: str) -> Field:
	return Field(*read_field(inner))


def _describe_unknown(names: list[str]) -> Text:
	"""Return what to say of all fields that do not exist, each with the nearest that does."""
	guesses = {name[:40]: guess_field(name) for name in names}
	known = ", ".join(KNOWN_FIELDS)
	if len(guesses) > 1:
		return say(
			"Estos campos no existen (y el que más se le parece a cada uno): {names}."
			" Campos disponibles: {known}.",
			names=", ".join(f"«{name}» ({near or '—'})" for name, near in guesses.items()),
			known=known,
		)
	name, near = next(iter(guesses.items()))
	if near:
		return say("El campo «{name}» no existe: ¿quiso decir «{near}»?", name=name, near=near)
	return say("El campo «{name}» no existe. Campos disponibles: {known}.", name=name, known=known)


def _refuse(subject: str, problems: list[Text]) -> Invalid:
	fields = [FieldError(subject, problem, "merge_field") for problem in dict.fromkeys(problems)]
	return Invalid(fields[0].message, code="merge_field", fields=fields)
