"""The form of a draft: what is asked besides its lines."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.sales import Sale, SaleChannel, SaleFields, SaleLine, SalePatch
from portal.sales.clients import list_item_options
from portal.sales.forms.lines import LINES, write_rows
from portal.shell.forms.form import Form
from portal.shell.forms.inputs import Area, Choice, Day
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Option

CHANNEL = Choice("channel", _("Canal"), options=SaleChannel, default=SaleChannel.COUNTER.value)
NOTE = Area("note", _("Nota"))
ORDERED_ON = Day(
	"ordered_on",
	_("Día del pedido"),
	_("Vacío: hoy; al editar, el que tenía. Los precios son los de ese día."),
)
DRAFT = FormLayout(SaleFields, [Fieldset([ORDERED_ON, CHANNEL, NOTE], _("Pedido"), is_wide=True)])
QUOTED = FormLayout(SalePatch, [Fieldset([CHANNEL, NOTE], _("Pedido"), is_wide=True)])
"""Of a sale that a quote became: lines and day stay."""


def show_draft(sale: Sale) -> Form[SalePatch]:
	"""Return the form filled with what a draft says."""
	return LINES.put(Form.show(SalePatch, sale), write_rows(sale.lines))


def list_options(lines: Sequence[SaleLine] = ()) -> list[Option]:
	"""Return what can be chosen for a line: what is on sale, and what the draft has already."""
	offered = list_item_options()
	known = {value for value, _text in offered}
	left = {
		str(one.item_id): gettext("%(name)s (ya no está en venta)", name=one.name)
		for one in lines
		if str(one.item_id) not in known
	}
	return [*offered, *left.items()]
