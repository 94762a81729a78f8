"""Whom a campaign would not reach."""

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.preflight import SkipCause, SkippedPerson
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.customers.views import ListName
from portal.campaigns.lists import show_place
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell
from portal.shell.lists.filters import Chips, Choice
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

SKIPPED = ListPage(
	file="fuera-de-la-campana",
	file_needs=Permission.CUSTOMERS_EXPORT,
	title=_("A quiénes no llega"),
	views=ListName.SKIPPED_MEMBERS,
	table=Table[SkippedPerson](
		_("Clientes a los que la campaña no llegaría, y por qué"),
		(
			Column(
				_("Cliente"),
				lambda row: Cell(row.name, url_for("customers.show", customer_id=row.customer_id)),
			),
			Column(_("Identificación"), lambda row: row.masked_id),
			Column(_("Lugar"), show_place),
			Column(_("Canal"), lambda row: Cell(chips=[name_code(row.channel)])),
			Column(_("Motivo"), lambda row: name_code(row.cause).text),
		),
	),
	filters=(
		Chips("channel", _("Canal"), Channel, every=_("Todos")),
		Choice("cause", _("Motivo"), SkipCause),
	),
	empty=Empty(
		"users",
		_("Nadie queda fuera"),
		_("Aparecen al contar la revisión previa, si alguien no puede recibir correo o llamada."),
		Way(_("Ir a la revisión previa"), "preflight.show"),
	),
)
