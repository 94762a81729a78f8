"""The list of holidays."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.hours import Country, Holiday
from chasqui.contracts.customers.views import ListName
from portal.session.staff import read_person
from portal.shell.labels.formats import format_date
from portal.shell.labels.label import Label
from portal.shell.lists.cells import Act, Cell
from portal.shell.lists.filters import Choice, Text
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage

OFFICIAL = Label(_("de ley"), "plain")
OWN = Label(_("de la empresa"), "info")
WORKED = Label(_("Se llama"), "ok", "phone")
CLOSED = Label(_("No se llama"), "warn", "phone-off")


def offer_acts(row: Holiday) -> Cell:
	"""Return what can be said of a day: that it is worked, or not; and an own one goes."""
	if not read_person().may(Permission.HOURS_MANAGE):
		return Cell()
	name = f"{format_date(row.day)}, {row.name}"
	fields = {"country": row.country.value, "day": row.day.isoformat(), "name": row.name}
	text = gettext("No llamar") if row.is_worked else gettext("Llamar ese día")
	worked = {**fields, "is_worked": "" if row.is_worked else "on"}
	acts = [
		Act(text, url_for("holidays.add"), "phone", name, is_post=True, fields=worked),
	]
	if not row.is_official:
		way = url_for("holidays.drop")
		acts.append(Act(gettext("Quitar"), way, "trash", name, is_post=True, fields=fields))
	return Cell(acts=acts)


HOLIDAYS = ListPage(
	file="feriados",
	title=_("Feriados"),
	views=ListName.HOLIDAYS,
	lead=_(
		"Los de ley vienen del calendario de cada país; agregue los de su ciudad o su empresa. "
		"Ese día no se llama a quien vive en ese país."
	),
	crumbs=(("home.show", _("Inicio")), ("hours.show", _("Horario de llamadas"))),
	table=Table[Holiday](
		_("Feriados del año"),
		(
			Column(_("Día"), lambda row: Cell(format_date(row.day), sub=[row.name])),
			Column(_("De quién"), lambda row: Cell(chips=[OFFICIAL if row.is_official else OWN])),
			Column(_("Llamadas"), lambda row: Cell(chips=[WORKED if row.is_worked else CLOSED])),
			Column(_("Acciones"), offer_acts, is_silent=True),
		),
	),
	filters=(
		Text("year", _("Año"), mode="numeric", size=6),
		Choice("country", _("País"), Country, every=None),
	),
	empty=Empty(
		"calendar",
		_("Ese año no tiene feriados"),
		_("Agregue el primero, con su nombre y su día."),
	),
)
