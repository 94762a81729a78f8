"""The forms of service orders: what is asked, who does it, what was done; plans of service."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.customers.parts import MOST_PARTS, Part
from chasqui.contracts.customers.service_orders import (
	AskedText,
	CancelRequest,
	FinishRequest,
	PlanRequest,
	ServiceKind,
	ServiceOrder,
	ServiceOrderFields,
	ServiceOrderPatch,
	TechnicianName,
)
from chasqui.contracts.customers.service_plans import (
	MachinePlanRequest,
	PlanAnchor,
	ServicePlanFields,
)
from chasqui.contracts.wire import Contract
from chasqui.contracts.wire import Day as AnyDay
from chasqui.kernel.errors import Conflict
from portal.sales.labels import format_units, write_quantity
from portal.shell.forms.form import Form
from portal.shell.forms.inputs import Area, Choice, Day, Line, Radio
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.forms.rows import Row, Rows
from portal.shell.labels.formats import write_decimal

PARTS = Rows(
	"parts", ("item_id", "name", "quantity", "unit_price"), MOST_PARTS, texts=("item_id", "name")
)
KIND = Choice("kind", _("Clase"), options=ServiceKind, default=ServiceKind.PREVENTIVE.value)
ASKED = Area("asked", _("Qué se pide"))
TECHNICIAN = Line("technician", _("Quién lo hace"))
PLANNED_ON = Day("planned_on", _("Día"))
EVERY = Line(
	"every", _("Cada cuánto uso"), _("En horas o kilómetros de su medidor."), mode="decimal"
)
MONTHS = Line(
	"months", _("Cada cuántos meses"), _("De uso y meses, lo que llegue antes."), mode="numeric"
)
ANCHOR = Radio(
	"anchor", _("El siguiente cuenta"), options=PlanAnchor, default=PlanAnchor.COMPLETION.value
)
ORDER = FormLayout(ServiceOrderFields, [Fieldset([KIND, ASKED])])
CHANGE = FormLayout(
	ServiceOrderPatch,
	[
		Fieldset(
			[
				KIND,
				ASKED,
				Line(
					"sale_id",
					_("Venta que lo cobra, n.º"),
					_("Sus productos ya salieron por ella: la orden no mueve existencias."),
					mode="numeric",
				),
			],
			_("Orden"),
			is_wide=True,
		)
	],
)
PLAN = FormLayout(PlanRequest, [Fieldset([PLANNED_ON, TECHNICIAN])])
FINISH = FormLayout(
	FinishRequest,
	[
		Fieldset(
			[
				Area("work", _("Qué se hizo")),
				Day("done_on", _("Día en que se hizo"), _("Vacío: hoy.")),
				Line(
					"meter",
					_("El medidor dice"),
					_("Vacío si no lleva o no se leyó."),
					mode="decimal",
				),
				Line("labour_hours", _("Horas de trabajo"), mode="decimal"),
				Line(
					"labour_price",
					_("Precio de la hora"),
					_("Sin IVA."),
					mode="decimal",
					before="$",
				),
			]
		)
	],
)
CANCEL = FormLayout(
	CancelRequest, [Fieldset([Area("reason", _("Motivo"), _("Queda en la orden."))])]
)
MODEL_PLAN = FormLayout(
	ServicePlanFields,
	[
		Fieldset(
			[
				Line("brand", _("Marca")),
				Line("model", _("Modelo")),
				EVERY,
				Choice("meter", _("Medidor"), options=MeterKind, default=MeterKind.HOURS.value),
				MONTHS,
				ANCHOR,
			]
		)
	],
)
MACHINE_PLAN = FormLayout(
	MachinePlanRequest,
	[
		Fieldset(
			[EVERY, MONTHS, ANCHOR],
			_("Plan propio"),
			_("Vacío: el de su modelo, si lo hay."),
		),
		Fieldset(
			[
				Day("served_on", _("Último mantenimiento"), _("Si se hizo en otro lado.")),
				Line("served_at", _("Lo que decía el medidor"), mode="decimal"),
			],
			_("De dónde se cuenta"),
		),
	],
)


class ServiceAsk(Contract):
	"""What is asked of several machines at once."""

	asked: AskedText


class PlanAsk(Contract):
	"""Who services several machines, and when."""

	planned_on: AnyDay
	technician: TechnicianName


SERVICE_ASK = FormLayout(ServiceAsk, [Fieldset([Line("asked", _("Qué se pide"))])])
PLAN_ASK = FormLayout(PlanAsk, [Fieldset([PLANNED_ON, TECHNICIAN])])


def write_rows(parts: list[Part]) -> list[Row]:
	"""Return parts as a form brings them; an item is called as the catalogue calls it."""
	return [
		{
			"item_id": str(one.item_id or ""),
			"name": "" if one.item_id else one.name,
			"quantity": write_quantity(one.quantity),
			"unit_price": write_decimal(one.unit_price),
		}
		for one in parts
	]


def blame_rows(form: Form[Any]) -> None:
	"""Show whole what somebody else made of the parts meanwhile."""
	if isinstance(form.refusal, Conflict) and form.refusal.code == "stale":
		now = ServiceOrder.model_validate(form.refusal.current).parts
		text = "; ".join(f"{format_units(one.quantity)} × {one.name}" for one in now)
		PARTS.compare(form, write_rows(now), text)


def name_cells(form: Form[Any]) -> dict[str, Any]:
	"""Return what each cell of each row is called, for what is said above the form."""
	titles = {
		"item_id": gettext("Artículo"),
		"name": gettext("O escriba qué es"),
		"quantity": gettext("Cantidad"),
		"unit_price": gettext("Precio"),
	}
	return PARTS.name_cells(form, gettext("Repuestos"), titles)


def name_order(order_id: int) -> str:
	return str(gettext("Orden n.º %(id)s", id=order_id))
