"""What filters, columns and bulk actions of the list of customers are called."""

from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.list_values import FILTER_NAMES, ServiceCount
from chasqui.contracts.customers.lists import (
	NO_ADVISOR,
	NO_PROVINCE,
	BulkAction,
	BulkState,
	ExportFormat,
	ListColumn,
)
from chasqui.contracts.customers.people import Category, CustomerKind, Gender, IdentityType
from portal.campaigns.labels.criteria import WARNING_NAMES
from portal.equipment.clients import name_type
from portal.profile.labels.fields import LABELS, PLACE
from portal.sales.clients import name_item
from portal.shell.labels.label import Label
from portal.shell.labels.places import name_canton, name_province
from portal.shell.labels.words import Words

EXPORTS = {
	ExportFormat.XLSX: _("Excel (XLSX)"), ExportFormat.CSV: _("CSV"),
	ExportFormat.JSONL: _("JSON, una línea por cliente"),
}  # fmt: skip
SERVICES: dict[StrEnum, Any] = {
	ServiceCount.NONE: _("Ninguno"), ServiceCount.ONE: _("Uno"), ServiceCount.TWO: _("Dos"),
	ServiceCount.THREE: _("Tres"), ServiceCount.FOUR: _("Cuatro"), ServiceCount.FIVE: _("Cinco"),
	ServiceCount.MORE: _("Seis o más"),
}  # fmt: skip
PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(BulkAction.TAG, Label(_("Etiquetar"), "primary", "tag")),
	(BulkAction.UNTAG, Label(_("Quitar etiqueta"), "warn", "tag-off")),
	(BulkAction.ASSIGN, Label(_("Asignar responsable"), "primary", "user-check")),
	(BulkAction.UNASSIGN, Label(_("Quitar responsable"), "warn", "x")),
	(BulkAction.ARCHIVE, Label(_("Archivar"), "bad", "archive")),
	(BulkAction.RESTORE, Label(_("Restaurar"), "ok", "refresh")),
	(BulkState.QUEUED, Label(_("En espera"), "plain", "hourglass")),
	(BulkState.RUNNING, Label(_("En marcha"), "info", "refresh")),
	(BulkState.PAUSED, Label(_("En pausa"), "warn", "player-pause")),
	(BulkState.DONE, Label(_("Terminada"), "ok", "circle-check")),
	(BulkState.CANCELLED, Label(_("Cancelada"), "plain", "ban")),
	(BulkState.FAILED, Label(_("Falló"), "bad", "alert-circle")),
	*((code, Label(name)) for code, name in EXPORTS.items()),
	*((count, Label(name)) for count, name in SERVICES.items()),
)
FILTERS: dict[str, Any] = {**FILTER_NAMES}
# Shown within another column, or on the person's page alone.
WITHIN = frozenset({
	ListColumn.ID_TYPE, ListColumn.KIND, ListColumn.NAME, ListColumn.BIRTH_DATE, ListColumn.PHONE,
	ListColumn.ADDRESS, ListColumn.CANTON, ListColumn.CONSENT_PHONE, ListColumn.ACTIVE,
	ListColumn.CUSTOM, ListColumn.SYNTHETIC,
})  # fmt: skip
COLUMNS: dict[str, Any] = {
	ListColumn.ID_NUMBER: LABELS["id_number"], ListColumn.EMAIL: _("Contacto"),
	ListColumn.PROVINCE: PLACE, ListColumn.CATEGORY: _("Categoría"),
	ListColumn.REGISTERED_ON: LABELS["registered_on"],
	ListColumn.LAST_CONTACT_AT: LABELS["last_contact_at"],
	ListColumn.GENDER: LABELS["gender"], ListColumn.AGE: _("Edad"),
	ListColumn.MONTHLY_INCOME: LABELS["monthly_income"], ListColumn.CONSENT_EMAIL: _("Permisos"),
	ListColumn.TAGS: _("Etiquetas"), ListColumn.ADVISOR: _("Responsable"),
	ListColumn.WARNINGS: LABELS["warnings"],
}  # fmt: skip
COLUMNS |= {one: LABELS[one] for one in ListColumn if one not in COLUMNS.keys() | WITHIN}
USUAL_COLUMNS = ("email", "province", "category", "tags", "registered_on")
VALUES: dict[str, dict[str, Any]] = {
	"kind": {CustomerKind.PERSON: _("Personas"), CustomerKind.COMPANY: _("Empresas")},
	"gender": {
		Gender.FEMALE: _("Mujeres"), Gender.MALE: _("Hombres"), Gender.OTHER: _("Otro"),
		Gender.UNKNOWN: _("Sin dato"),
	},
	"category": {
		Category.NEW: _("Nuevos"), Category.REGULAR: _("Regulares"), Category.LOYAL: _("Leales"),
	},
	"id_type": {
		IdentityType.CEDULA: _("Cédula"), IdentityType.RUC: _("RUC"),
		IdentityType.PASSPORT: _("Pasaporte"), IdentityType.RUT_CL: _("RUT (Chile)"),
	},
	"consent": {
		"email": _("Se les puede escribir"), "phone": _("Se les puede llamar"),
		"none": _("Ni escribir ni llamar"),
	},
	"services": {one.value: name for one, name in SERVICES.items()},
	"warning": {**WARNING_NAMES},
}  # fmt: skip


def name_value(field: str, value: object) -> str:
	"""Return what a value of a filter or a facet is called."""
	text = str(getattr(value, "value", value))
	if field == "province":
		return str(gettext("Sin provincia") if text == NO_PROVINCE else name_province(text))
	if field == "advisor":
		return str(gettext("nadie") if text == NO_ADVISOR else gettext("n.º %(id)s", id=text))
	if field in ("bought_item", "uses_item"):
		return name_item(text)
	if field == "equipment_type":
		return name_type(text)
	if field == "canton":
		return str(name_canton(text))
	if text in ("True", "False"):
		return str(gettext("sí") if text == "True" else gettext("no"))
	if text == "unknown":
		return str(gettext("Sin dato"))
	return str(VALUES.get(field, {}).get(text, text))


WORDS = Words(PAIRS, functions={"name_value": name_value})
