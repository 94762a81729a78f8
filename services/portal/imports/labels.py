"""Words of the imports: states, targets of columns, grounds of consent, codes of faults."""

from enum import StrEnum
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.consents import ConsentBasis
from chasqui.contracts.customers.fields import FIELDS
from chasqui.contracts.customers.imports import (
	NAME_TARGETS,
	TARGET_EMAIL,
	TARGET_PHONE,
	TARGET_SERVICES,
	TARGET_TAGS,
	AmountWriting,
	Certainty,
	GuessSource,
	ImportFormat,
	ImportKind,
	ImportMode,
	ImportProgress,
	ImportState,
	name_target,
)
from chasqui.contracts.customers.sale_imports import SALE_TARGET_GROUPS
from portal.shell.labels.formats import format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(ImportMode.CREATE, Label(_("Solo crear"))),
	(ImportMode.UPDATE, Label(_("Crear y actualizar"))),
	(ImportState.READING, Label(_("Abriendo el archivo"), "info", "refresh")),
	(ImportState.MAPPING, Label(_("Espera sus columnas"), "warn", "hourglass")),
	(ImportState.CHECKING, Label(_("Probando"), "info", "test-pipe")),
	(ImportState.CHECKED, Label(_("Probada, por importar"), "warn", "test-pipe")),
	(ImportState.QUEUED, Label(_("En espera"), "plain", "hourglass")),
	(ImportState.RUNNING, Label(_("Importando"), "info", "refresh")),
	(ImportState.PAUSED, Label(_("En pausa"), "warn", "player-pause")),
	(ImportState.DONE, Label(_("Terminada"), "ok", "circle-check")),
	(ImportState.CANCELLED, Label(_("Cancelada"), "plain", "ban")),
	(ImportState.FAILED, Label(_("Falló"), "bad", "alert-circle")),
	(ImportState.UNDOING, Label(_("Deshaciendo"), "info", "refresh")),
	(ImportState.UNDONE, Label(_("Deshecha"), "plain", "arrow-left")),
	(ImportKind.CUSTOMERS, Label(_("Clientes"), icon="users")),
	(ImportKind.SERVICES, Label(_("Artículos del catálogo"), "plum", "tag")),
	(ImportKind.SALES, Label(_("Ventas anteriores"), "info", "cash")),
	(ImportFormat.CSV, Label(_("CSV"))),
	(ImportFormat.XLSX, Label(_("Excel (XLSX)"))),
	(ImportFormat.JSON, Label(_("JSON"))),
	(AmountWriting.PLAIN, Label(_("Con punto decimal: 1234.56 o 1,234.56"))),
	(AmountWriting.SPANISH, Label(_("Con coma decimal: 1.234,56"))),
	(
		AmountWriting.AUTO,
		Label(_("Cada uno por sus signos; el que se lea de dos maneras no entra")),
	),
	(GuessSource.REMEMBERED, Label(_("Recordado"), "primary")),
	(GuessSource.NAME, Label(_("Por el nombre"), "ok")),
	(GuessSource.SAMPLES, Label(_("Por los valores"), "info")),
	(GuessSource.NONE, Label(_("Por decidir"), "plain")),
	(Certainty.SURE, Label(_("Segura"), "ok", "circle-check")),
	(Certainty.LIKELY, Label(_("Probable"), "info", "info-circle")),
	(Certainty.DOUBTFUL, Label(_("Dudosa: revísela"), "warn", "alert-triangle")),
	(Certainty.NONE, Label(_("Sin propuesta"), "plain")),
	(ConsentBasis.CONSENT, Label(_("Consentimiento"))),
	(ConsentBasis.CONTRACT, Label(_("Relación contractual"))),
	(ConsentBasis.LEGITIMATE_INTEREST, Label(_("Interés legítimo"))),
)


def _name(target: str) -> tuple[str, Any]:
	return target, name_target(target)


def _list_targets(part: str) -> list[tuple[str, Any]]:
	return [_name(one.target) for one in FIELDS if one.target and one.part == part]


# Where a column may go, in groups as the choice shows them: the fields, and what is none.
TARGET_GROUPS: tuple[tuple[Any, list[tuple[str, Any]]], ...] = (
	(
		_("Identidad"),
		[*_list_targets("identity"), *map(_name, NAME_TARGETS)],
	),
	(
		_("Contacto"),
		[
			*_list_targets("contact"),
			_name(TARGET_EMAIL),
			_name(TARGET_PHONE),
		],
	),
	(
		_("Relación"),
		[
			*_list_targets("relation"),
			_name(TARGET_TAGS),
			_name(TARGET_SERVICES),
		],
	),
)


SALE_GROUPS: tuple[tuple[Any, list[tuple[str, Any]]], ...] = tuple(
	(title, [*group.items()]) for title, group in SALE_TARGET_GROUPS
)
GROUPS = {ImportKind.CUSTOMERS: TARGET_GROUPS, ImportKind.SALES: SALE_GROUPS}
# With what what a file held is shown: as what was added, and as what is there.
ICONS = {
	ImportKind.CUSTOMERS: ("user-plus", "users"),
	ImportKind.SERVICES: ("plus", "tag"),
	ImportKind.SALES: ("plus", "cash"),
}


def find_icons(kind: ImportKind) -> tuple[str, str]:
	"""Return the icons of what a file brought, and of what was there."""
	return ICONS[kind]


def name_held(kind: ImportKind, count: int) -> str:
	"""Return what a file holds so many of."""
	if kind is ImportKind.SERVICES:
		return str(ngettext("artículo del catálogo", "artículos del catálogo", count))
	if kind is ImportKind.SALES:
		return str(ngettext("venta", "ventas", count))
	return str(ngettext("cliente", "clientes", count))


def describe_stayed(progress: ImportProgress) -> str:
	"""Return what a cancelled import had brought already."""
	count = progress.created + progress.updated
	if not count:
		return str(gettext("Se canceló antes de que algo entrara."))
	shown = format_number(count)
	if progress.kind is ImportKind.SERVICES:
		message = ngettext(
			"Se canceló; el artículo del catálogo que ya había entrado se queda.",
			"Se canceló; los %(count)s artículos del catálogo que ya habían entrado se quedan.",
			count,
			count=shown,
		)
	elif progress.kind is ImportKind.SALES:
		message = ngettext(
			"Se canceló; la venta que ya había entrado se queda.",
			"Se canceló; las %(count)s ventas que ya habían entrado se quedan.",
			count,
			count=shown,
		)
	else:
		message = ngettext(
			"Se canceló; el cliente que ya había entrado se queda.",
			"Se canceló; los %(count)s clientes que ya habían entrado se quedan.",
			count,
			count=shown,
		)
	return str(message)


WORDS = Words(
	PAIRS,
	functions={
		"name_held": name_held,
		"find_import_icons": find_icons,
		"describe_stayed": describe_stayed,
		"name_target": name_target,
	},
)
