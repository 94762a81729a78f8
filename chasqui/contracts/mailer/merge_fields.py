"""Merge fields, ``{{ campo }}`` or ``{{ campo | alternativa }}``: which there are, and how one is
read, for the mailer and for whoever keeps or shows a subject before the mailer sees it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from chasqui.contracts.mailer.designs import MERGE_FIELDS
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import Text, say

# Fields that the mailer fills itself, the same for all or made for each mail.
UNSUBSCRIBE_LINK = "enlace_baja"
POSTAL_LINE = "direccion_postal"
CONTACT_LINK = "enlace_contacto"
LINK_FIELDS = (UNSUBSCRIBE_LINK, CONTACT_LINK)
KNOWN_FIELDS = (*MERGE_FIELDS, POSTAL_LINE, *LINK_FIELDS)
PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
UNCLOSED = say("Hay llaves «{{» sin su pareja «}}».")


class WrittenField(NamedTuple):
	"""A field by its name, and what stands in its place for who has no value."""

	name: str
	fallback: str


def read_field(inner: str) -> WrittenField:
	"""Return the field between two braces; editors like to put hard spaces there."""
	name, _, fallback = inner.partition("|")
	return WrittenField("_".join(tidy_line(name).split()).lower(), " ".join(fallback.split()))


def find_unknown(
	text: str, fields: Collection[str] = KNOWN_FIELDS, named: Iterable[str] = MERGE_FIELDS
) -> Text | None:
	"""Return what is wrong with the fields of a text, or None; `named` are those to choose from."""
	for inner in PLACEHOLDER.findall(text):
		name = read_field(inner).name
		if name not in fields:
			known = ", ".join(named)
			return say(
				"El campo «{name}» no existe. Campos disponibles: {known}.",
				name=name[:40],
				known=known,
			)
	return UNCLOSED if "{{" in PLACEHOLDER.sub("", text) else None


def fill_fields(text: str, values: Mapping[str, str]) -> str:
	"""Return a plain text with the values in the place of its fields, each on one line.

	Whoever has no value has the field's own words.
	"""

	def fill(match: re.Match[str]) -> str:
		field = read_field(match.group(1))
		return tidy_line(values.get(field.name) or field.fallback)

	return PLACEHOLDER.sub(fill, text)
