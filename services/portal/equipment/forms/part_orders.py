"""The forms of orders of spare parts: what is wanted, and what becomes of it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.part_orders import (
	DeliveryRequest,
	PartCancelRequest,
	PartOrder,
	PartOrderFields,
	PartOrderPatch,
	ReceiptRequest,
	SupplierRequest,
)
from chasqui.contracts.customers.parts import MOST_PARTS
from chasqui.kernel.errors import Conflict
from portal.equipment.clients import list_machine_options
from portal.equipment.forms.orders import write_rows
from portal.sales.labels import format_units
from portal.shell.forms.form import Form
from portal.shell.forms.inputs import Area, Choice, Day, Input, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.forms.rows import Rows
from portal.shell.labels.options import Options

LINES = Rows(
	"lines", ("item_id", "name", "quantity", "unit_price"), MOST_PARTS, texts=("item_id", "name")
)
NOTE = Area("note", _("Nota"))
SALE = Line(
	"sale_id",
	_("Venta que lo cobra, n.º"),
	_("Sus productos ya salieron por ella: el pedido no mueve existencias."),
	mode="numeric",
)
SUPPLIER = FormLayout(
	SupplierRequest,
	[Fieldset([Line("supplier", _("Proveedor")), Day("expected_on", _("Debe llegar el"))])],
)
RECEIPT = FormLayout(
	ReceiptRequest,
	[
		Fieldset(
			[
				Tick(
					"stocks",
					_("Sus productos entran a las existencias"),
					_("Quite la marca si la entrada ya se anotó en el catálogo."),
				)
			]
		)
	],
)
DELIVERY = FormLayout(DeliveryRequest, [])
CANCEL = FormLayout(
	PartCancelRequest, [Fieldset([Area("reason", _("Motivo"), _("Queda en el pedido."))])]
)


def build_layout(
	contract: type[PartOrderFields] | type[PartOrderPatch],
	machines: Options,
	more: Sequence[Input] = (),
) -> FormLayout:
	"""Return what is asked besides the lines."""
	machine = Choice("equipment_id", _("Para el equipo"), options=machines, blank=_("Ninguno"))
	return FormLayout(contract, [Fieldset([machine, NOTE, *more], _("Pedido"), is_wide=True)])


ORDER = build_layout(PartOrderFields, ())
CHANGE = build_layout(PartOrderPatch, (), [SALE])


def build_order(customer_id: int) -> FormLayout:
	"""Return the form of a new order of a customer."""
	return build_layout(PartOrderFields, partial(list_machine_options, customer_id))


def build_change(customer_id: int) -> FormLayout:
	"""Return the form of an order that there is."""
	return build_layout(PartOrderPatch, partial(list_machine_options, customer_id), [SALE])


def blame_rows(form: Form[Any]) -> None:
	"""Say of lines what is wrong, in words; what somebody else made of them is shown whole."""
	if not LINES.count(form) and LINES.field in form.errors:
		form.errors[LINES.field] = gettext("Escriba al menos un repuesto.")
	if isinstance(form.refusal, Conflict) and form.refusal.code == "stale":
		now = PartOrder.model_validate(form.refusal.current).lines
		text = "; ".join(f"{format_units(one.quantity)} × {one.name}" for one in now)
		LINES.compare(form, write_rows(now), text)


def name_cells(form: Form[Any]) -> dict[str, Any]:
	"""Return what each cell of each row is called, for what is said above the form."""
	titles = {
		"item_id": gettext("Artículo"),
		"name": gettext("O escriba qué es"),
		"quantity": gettext("Cantidad"),
		"unit_price": gettext("Precio"),
	}
	return LINES.name_cells(form, gettext("Repuestos"), titles)


def name_order(order_id: int) -> str:
	return str(gettext("Pedido n.º %(id)s", id=order_id))
