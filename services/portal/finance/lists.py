"""The lists of rates, and of what a campaign pays once."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.finance import CostKind, CostLine, CostRate, FixedCost
from chasqui.contracts.customers.views import ListName
from portal.finance.labels import UNITS, format_unit_price
from portal.session.staff import read_person
from portal.shell.labels.formats import format_date, format_instant, format_money, format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell
from portal.shell.lists.filters import Choice, Tick
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage

NO_RATE = Label(_("falta la tarifa de algunos días"), "warn", "alert-triangle")


def show_end(row: CostRate) -> Cell:
	"""Return until when a rate holds, or that it was taken back."""
	if row.withdrawn_by:
		return Cell(chips=[Label(gettext("Retirada"), "plain", "ban")], sub=[row.withdrawn_by])
	if row.valid_until is None:
		return Cell(gettext("sin fin"))
	return Cell(format_date(row.valid_until - timedelta(days=1)))


def offer_withdrawal(row: CostRate) -> Cell:
	"""Return the way to take a rate back."""
	if row.withdrawn_by or not read_person().may(Permission.COSTS_MANAGE):
		return Cell()
	about = f"{name_code(row.kind).text}, {format_date(row.valid_from)}"
	way = url_for("rates.ask_withdraw", rate_id=row.id)
	return Cell(acts=[Act(gettext("Quitar"), way, "trash", about)])


def offer_drop(row: FixedCost) -> Cell:
	"""Return the way to take a cost out."""
	if not read_person().may(Permission.CAMPAIGNS_WRITE):
		return Cell()
	way = url_for("finance.ask_drop", campaign_id=row.campaign_id, cost_id=row.id)
	return Cell(acts=[Act(gettext("Quitar"), way, "trash", row.name)])


RATES = ListPage(
	file="tarifas",
	title=_("Tarifas"),
	views=ListName.COST_RATES,
	lead=_(
		"Cuánto cuesta cada correo, llamada, minuto y hora de asesor. Cada tarifa vale desde su "
		"día hasta que empieza la siguiente; lo hecho cada día se cuenta con la de ese día."
	),
	table=Table[CostRate](
		_("Tarifas, la última primero"),
		(
			Column(_("Qué"), lambda row: Cell(chips=[name_code(row.kind)])),
			Column(_("Cuesta"), lambda row: format_unit_price(row.amount), is_number=True),
			Column(_("Desde"), lambda row: format_date(row.valid_from), is_short=True),
			Column(_("Hasta"), show_end, is_short=True),
			Column(_("La puso"), lambda row: Cell(row.set_by, sub=[format_instant(row.set_at)])),
			Column(_("Acciones"), offer_withdrawal, is_silent=True),
		),
	),
	filters=(
		Choice("kind", _("Qué"), CostKind),
		Tick("withdrawn", _("También las retiradas")),
	),
	empty=Empty(
		"cash",
		_("Todavía no hay tarifas"),
		_("Ponga la primera: sin tarifas, lo gastado de las campañas son solo sus costos fijos."),
	),
)
FIXED_COSTS = ListPage(
	file="costos",
	title=_("Costos fijos"),
	table=Table[FixedCost](
		_("Costos fijos, el último primero"),
		(
			Column(_("Costo"), lambda row: Cell(row.name, sub=[row.added_by])),
			Column(_("Día"), lambda row: format_date(row.day)),
			Column(_("Monto"), lambda row: format_money(row.amount), is_number=True),
			Column(_("Acciones"), offer_drop, is_silent=True),
		),
	),
	empty=Empty(
		"cash",
		_("No hay costos fijos"),
		_("Anote aquí lo que la campaña paga una vez: volantes, una feria, un diseño."),
	),
)
ACTIVITY = Table[CostLine](
	_("Lo que costó la actividad"),
	(
		Column(_("Qué"), lambda row: Cell(chips=[name_code(row.kind)])),
		Column(
			_("Cuánto"),
			lambda row: f"{format_number(float(row.units))} {UNITS[row.kind]}",
			is_number=True,
		),
		Column(
			_("Costó"),
			lambda row: Cell(format_money(row.amount), chips=[] if row.is_rated else [NO_RATE]),
			is_number=True,
		),
	),
)
