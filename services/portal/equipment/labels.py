"""What states, meters and kinds of service are called; what a meter said, as people read it."""

from decimal import Decimal
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.equipment import EquipmentState, EquipmentSummary
from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.customers.part_orders import PartOrderState
from chasqui.contracts.customers.service_orders import ServiceKind, ServiceState
from chasqui.contracts.customers.service_plans import PlanAnchor, PlanTerms
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
	(ServiceKind.PREVENTIVE, Label(_("Mantenimiento"), "info", "calendar-event")),
	(ServiceKind.REPAIR, Label(_("Reparación"), "warn", "tool")),
	(ServiceKind.INSTALLATION, Label(_("Instalación"), "primary", "plus")),
	(ServiceKind.INSPECTION, Label(_("Revisión"), "plain", "search")),
	(ServiceKind.WARRANTY, Label(_("Garantía"), "plum", "shield-check")),
	(ServiceState.REQUESTED, Label(_("Pedida"), "warn", "inbox")),
	(ServiceState.PLANNED, Label(_("Planificada"), "info", "calendar")),
	(ServiceState.IN_PROGRESS, Label(_("En marcha"), "primary", "player-play")),
	(ServiceState.DONE, Label(_("Hecha"), "ok", "circle-check")),
	(ServiceState.CANCELLED, Label(_("Cancelada"), "plain", "ban")),
	(PartOrderState.REQUESTED, Label(_("Pedido"), "warn", "inbox")),
	(PartOrderState.ORDERED, Label(_("Encargado al proveedor"), "info", "send")),
	(PartOrderState.RECEIVED, Label(_("Llegó"), "primary", "download")),
	(PartOrderState.DELIVERED, Label(_("Entregado"), "ok", "circle-check")),
	(PartOrderState.CANCELLED, Label(_("Cancelado"), "plain", "ban")),
	(PlanAnchor.COMPLETION, Label(_("Desde que se hizo el último"))),
	(PlanAnchor.FIXED, Label(_("Fijo, se haga antes o después"))),
)
UNITS = {MeterKind.HOURS: "h", MeterKind.KM: "km", MeterKind.NONE: ""}


def name_machine(machine: EquipmentSummary) -> str:
	"""Return what a machine is called: brand and model."""
	return f"{machine.brand} {machine.model}"


def format_meter(value: Decimal | None, kind: MeterKind) -> str:
	"""Return what a meter said: ``1.250,5 h``."""
	return NOTHING if value is None else f"{format_number(float(value))} {UNITS[kind]}".strip()


def describe_terms(plan: PlanTerms, kind: MeterKind) -> str:
	"""Return how often a machine is serviced: ``cada 250 h o 6 meses``."""
	parts = [] if plan.every is None else [format_meter(plan.every, kind)]
	if plan.months is not None:
		parts.append(str(gettext("%(count)s meses", count=plan.months)))
	if not parts:
		return str(gettext("sin plan"))
	return str(gettext("cada %(terms)s", terms=str(gettext(" o ")).join(parts)))


WORDS = Words(
	PAIRS, filters={"machine": name_machine, "meter": format_meter, "terms": describe_terms}
)
