"""What can be done with several sales at once: noted as paid."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.sales import SaleState, SaleSummary
from portal.sales.forms.steps import PAYMENTS
from portal.sales.labels import name_number
from portal.shell.labels.formats import format_number
from portal.shell.lists.actions import RowAction, RowActions


def count_sales(count: int) -> Any:
	"""Return how many sales, in words."""
	return ngettext("%(count)s venta", "%(count)s ventas", count, count=format_number(count))


ACTIONS = RowActions[SaleSummary](
	at="sale_actions.ask",
	caption=_("Acciones sobre varias ventas"),
	name_box=lambda row: _("Elegir «%(name)s»", name=name_number(row)),
	count_rows=count_sales,
	everything=_("A todas las ventas: la lista no tiene filtros."),
	nothing=_("Elija al menos una venta de la lista."),
	actions=(
		RowAction(
			SaleState.PAID,
			Permission.SALES_WRITE,
			_("Anotar como pagadas"),
			layout=PAYMENTS,
			text=_("Se pagan las facturas; lo demás queda como está, y se dice por qué."),
		),
	),
)
