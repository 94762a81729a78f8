"""Merge fields as people read them: «Nombre de pila», not ``{{ primer_nombre }}``."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup

from chasqui.contracts.campaigns.scripts import ADVISOR, OBJECTIVE
from chasqui.contracts.mailer.merge_fields import PLACEHOLDER, read_field
from portal.shell.labels.words import Words

CUT = "…"
_CHIP = Markup('<span class="merge-field">{}</span>')
NAMES: dict[str, Any] = {
	"nombre": _("Nombre completo"), "primer_nombre": _("Nombre de pila"),
	"provincia": _("Provincia"), "canton": _("Cantón"), "edad": _("Edad"),
	"empresa": _("Empresa"), "campana": _("Campaña"),
	"direccion_postal": _("Dirección postal"), "enlace_baja": _("Enlace de baja"),
	"enlace_contacto": _("Enlace de contacto"),
	ADVISOR: _("Quien llama"), OBJECTIVE: _("Objetivo de la campaña"),
}  # fmt: skip


class Piece(NamedTuple):
	"""A part of a text: as it is written, or the name of a field that stands there."""

	text: str
	is_field: bool


def name_field(code: str) -> str:
	"""Return what a field is called; an unknown one as it is."""
	return str(NAMES.get(code, code))


def show_merged(text: str | None, most: int | None = None) -> Markup:
	"""Return a text whose fields stand out by their names; of a long one, how it begins."""
	pieces = read_pieces(text or "")
	if most is not None:
		pieces = cut_short(pieces, most)
	return Markup("").join(_CHIP.format(one.text) if one.is_field else one.text for one in pieces)


def write_merged(text: str | None) -> str:
	"""Return a text with the names of its fields in brackets, where there is only text."""
	pieces = read_pieces(text or "")
	return "".join(f"[{one.text}]" if one.is_field else one.text for one in pieces)


def read_pieces(text: str) -> Iterator[Piece]:
	"""Yield the parts of a text, in their order."""
	for number, part in enumerate(PLACEHOLDER.split(text)):
		if number % 2:
			yield Piece(_name_inner(part), is_field=True)
		elif part:
			yield Piece(part, is_field=False)


def cut_short(pieces: Iterable[Piece], most: int) -> Iterator[Piece]:
	"""Yield the parts of a text up to so many letters; no field is cut."""
	for one in pieces:
		if len(one.text) > most:
			begins = "" if one.is_field else one.text[:most].rstrip()
			yield Piece(f"{begins}{CUT}", is_field=False)
			return
		most -= len(one.text)
		yield one


def _name_inner(inner: str) -> str:
	"""Return a field with what stands in its place for who has no value."""
	code, fallback = read_field(inner)
	name = name_field(code)
	if not fallback:
		return name
	return str(gettext("%(field)s o «%(fallback)s»", field=name, fallback=fallback))


WORDS = Words(
	filters={"merged": show_merged, "merged_text": write_merged, "merge_field": name_field}
)
