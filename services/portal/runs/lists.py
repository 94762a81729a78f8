"""The list of the deliveries of a run."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.names import CustomerName
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.mailer.runs import DeliveryState, DeliveryView
from portal.mailing.labels.runs import REASONS, name_reason
from portal.shell.labels.formats import format_email, format_instant
from portal.shell.labels.options import Option
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.filters import Chips, Choice, Search
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage

PAUSES = ("person", "phase", "breaker")
"""Reasons of a run alone."""


def build_deliveries(names: Mapping[int, CustomerName] | None) -> ListPage[DeliveryView]:
	"""Return the list; `names` says who the people of its rows are, if that could be asked."""
	return ListPage(
		file="entregas",
		file_needs=Permission.CUSTOMERS_EXPORT,
		title=_("Entregas del envío"),
		views=ListName.DELIVERIES,
		blanks=("state",),
		table=Table[DeliveryView](
			_("Entregas del envío"),
			(
				Column(_("Destinatario"), lambda row: name_recipient(row, names)),
				Column(_("Correo"), show_address),
				Column(_("Estado"), lambda row: make_chips(row.state)),
				Column(_("Motivo"), lambda row: name_reason(row.reason) if row.reason else ""),
				Column(_("Cuándo"), lambda row: format_instant(row.updated_at)),
			),
		),
		filters=(
			Chips(
				"state", _("Entregas por estado"), DeliveryState, every=_("Todas"), hides_none=True
			),
			Search("q", _("Nombre, identificación o correo")),
			Choice("reason", _("Motivo"), list_reasons),
		),
		empty=Empty(
			"mail",
			_("Todavía no hay entregas"),
			_("Aparecen cuando el envío termina de reunir a sus destinatarios."),
			narrowed=_("Ninguna entrega coincide"),
		),
	)


def list_reasons() -> list[Option]:
	"""Return why a mail may not have left."""
	return [(code, str(REASONS[code])) for code in REASONS if code not in PAUSES]


def name_recipient(row: DeliveryView, names: Mapping[int, CustomerName] | None) -> Cell:
	"""Return whom a mail goes to, with the way there; nobody's where it is a test."""
	if row.customer_id is None:
		return Cell()
	way = url_for("customers.show", customer_id=row.customer_id)
	if names is None:
		return Cell(gettext("Cliente %(number)s", number=row.customer_id), way)
	one = names.get(row.customer_id)
	return Cell(one.name, way, sub=[one.masked_id]) if one else Cell(gettext("(datos eliminados)"))


def show_address(row: DeliveryView) -> Cell:
	"""Return where a mail goes."""
	return Cell(format_email(row.email) if row.email else gettext("sin correo"), is_long=True)
