"""The list of the deliveries of a run."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.views import ListName
from chasqui.contracts.mailer.runs import DeliveryState, DeliveryView
from portal.mailing.labels import name_reason
from portal.shell.labels.formats import format_email, format_instant
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.filters import Chips
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage


def name_recipient(row: DeliveryView) -> Cell:
	"""Return where a mail goes, with the way to whom."""
	way = url_for("customers.show", customer_id=row.customer_id) if row.customer_id else ""
	return Cell(format_email(row.email) if row.email else gettext("sin correo"), way, is_long=True)


DELIVERIES = ListPage(
	title=_("Entregas del envío"),
	views=ListName.DELIVERIES,
	table=Table[DeliveryView](
		_("Entregas del envío"),
		(
			Column(_("Correo"), name_recipient),
			Column(_("Estado"), lambda row: make_chips(row.state)),
			Column(_("Motivo"), lambda row: name_reason(row.reason) if row.reason else ""),
			Column(_("Cuándo"), lambda row: format_instant(row.updated_at)),
		),
	),
	filters=(
		Chips("state", _("Entregas por estado"), DeliveryState, every=_("Todas"), hides_none=True),
	),
	empty=Empty("mail", _("No hay entregas en este estado")),
)
