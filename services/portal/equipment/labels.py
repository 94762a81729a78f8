"""What states and meters of equipment are called; what a meter said, as people read it."""

from decimal import Decimal
from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.equipment import EquipmentState, EquipmentSummary, MeterKind
from portal.shell.labels.formats import NOTHING, format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(EquipmentState.IN_USE, Label(_("En uso"), "ok", "circle-check")),
	(EquipmentState.IN_REPAIR, Label(_("En reparación"), "warn", "tool")),
	(EquipmentState.OUT_OF_USE, Label(_("Fuera de uso"), "plain", "player-pause")),
	(EquipmentState.GONE, Label(_("Vendido o de baja"), "plain", "archive")),
	(MeterKind.HOURS, Label(_("Horas"), icon="clock")),
	(MeterKind.KM, Label(_("Kilómetros"), icon="route")),
	(MeterKind.NONE, Label(_("Sin medidor"))),
)
UNITS = {MeterKind.HOURS: "h", MeterKind.KM: "km", MeterKind.NONE: ""}


def name_machine(machine: EquipmentSummary) -> str:
	"""Return what a machine is called: brand and model."""
	return f"{machine.brand} {machine.model}"


def format_meter(value: Decimal | None, kind: MeterKind) -> str:
	"""Return what a meter said: ``1.250,5 h``."""
	return NOTHING if value is None else f"{format_number(float(value))} {UNITS[kind]}".strip()


WORDS = Words(PAIRS, filters={"machine": name_machine, "meter": format_meter})
