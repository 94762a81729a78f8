"""Merge fields: ``{{ campo }}`` or ``{{ campo | alternativa }}``, and nothing more.

While a design is cleaned and compiled, each field is a token of letters and digits, which HTML,
URL and CSS tools all leave alone.
"""

import html
import re
from dataclasses import dataclass

from chasqui.contracts.mailer.designs import MERGE_FIELDS
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import Text, say

# Fields that the mailer fills itself, the same for all or made for each mail.
UNSUBSCRIBE_LINK = "enlace_baja"
POSTAL_LINE = "direccion_postal"
CONTACT_LINK = "enlace_contacto"
LINK_FIELDS = (UNSUBSCRIBE_LINK, CONTACT_LINK)
KNOWN_FIELDS = (*MERGE_FIELDS, POSTAL_LINE, *LINK_FIELDS)
TOKEN = re.compile(r"chqmf(\d+)x")
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


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
		name, _, fallback = match.group(1).partition("|")
		fallback = html.unescape(fallback) if is_html else fallback
		fields.append(Field(name.strip().lower(), " ".join(fallback.split())))
		return f"chqmf{len(fields) - 1}x"

	if TOKEN.search(source):
		raise _refuse(subject_of_error, [say("El texto usa una marca reservada («chqmf…x»).")])
	text = _PLACEHOLDER.sub(replace, source)
	problems = [_describe_unknown(field) for field in fields if field.name not in KNOWN_FIELDS]
	if "{{" in text:  # «}}» alone is good CSS
		problems.append(say("Hay llaves «{{» sin su pareja «}}»."))
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
	names = {
		match.group(1).partition("|")[0].strip().lower()
		for source in sources
		for match in _PLACEHOLDER.finditer(source)
	}
	return sorted(names)


def _describe_unknown(field: Field) -> Text:
	return say(
		"El campo «{name}» no existe. Campos disponibles: {known}.",
		name=field.name[:40],
		known=", ".join(KNOWN_FIELDS),
	)


def _refuse(subject: str, problems: list[Text]) -> Invalid:
	fields = [FieldError(subject, problem, "merge_field") for problem in dict.fromkeys(problems)]
	return Invalid(fields[0].message, code="merge_field", fields=fields)
