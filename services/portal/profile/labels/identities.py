"""What codes of a customer's own data are called."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.people import Category, CustomerKind, Gender, IdentityType
from chasqui.contracts.customers.segments import SegmentKind
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(IdentityType.CEDULA, Label(_("Cédula"))),
	(IdentityType.RUC, Label(_("RUC"))),
	(IdentityType.PASSPORT, Label(_("Pasaporte"))),
	(IdentityType.RUT_CL, Label(_("RUT (Chile)"))),
	(Gender.FEMALE, Label(_("Mujeres"))),
	(Gender.MALE, Label(_("Hombres"))),
	(Gender.OTHER, Label(_("Otro"))),
	(Gender.UNKNOWN, Label(_("Sin dato"))),
	(CustomerKind.PERSON, Label(_("Persona"), icon="user")),
	(CustomerKind.COMPANY, Label(_("Empresa"), icon="id")),
	(SegmentKind.PERSON, Label(_("Personas"))),
	(SegmentKind.COMPANY, Label(_("Empresas"))),
	(SegmentKind.ANY, Label(_("Personas y empresas"))),
	(Category.NEW, Label(_("Nuevo"), "info")),
	(Category.REGULAR, Label(_("Regular"), "plain")),
	(Category.LOYAL, Label(_("Leal"), "plum")),
)
# One person's gender, where the segment's word is a plural.
GENDER_OF_ONE: dict[str, Any] = {
	Gender.FEMALE: _("Mujer"),
	Gender.MALE: _("Hombre"),
	Gender.OTHER: _("Otro"),
	Gender.UNKNOWN: _("Sin dato"),
}


def name_gender(code: str) -> Any:
	"""Return one person's gender in words."""
	return GENDER_OF_ONE.get(code, code)


WORDS = Words(PAIRS, filters={"gender": name_gender})
