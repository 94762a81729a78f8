"""«Mejor hora»: when people answer, by province and age, of our own calls (K19)."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.contact_hours import (
	FEWEST_CALLS,
	ContactGridQuery,
	ContactHour,
	ContactHourQuery,
)
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.endpoints.campaigns.reports import list_contact_hours, show_contact_grid
from chasqui.kernel.security.access import grant
from portal.campaigns.labels.contact_hours import build_grid
from portal.campaigns.labels.dimensions import list_ages, list_places, name_place
from portal.shell.labels.formats import format_number, format_percent
from portal.shell.labels.hours import list_hours, write_hour
from portal.shell.lists.cells import Cell
from portal.shell.lists.filters import Choice
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.addresses import narrow, read_query
from portal.shell.pages.list_page import Empty, ListPage
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask


def show_expected(row: ContactHour) -> Cell:
	"""Return what share may be expected to answer, and whether few calls stand behind it."""
	sub = [gettext("pocas llamadas")] if row.calls < FEWEST_CALLS else []
	return Cell(format_percent(round(row.rate, 3), 1), sub=sub)


CONTACT_HOURS = ListPage(
	file="mejor-hora",
	title=_("Mejor hora"),
	views=ListName.CONTACT_HOURS,
	lead=_(
		"A qué hora contesta la gente, en la hora de su provincia: las llamadas del último año, "
		"contadas una vez al día."
	),
	table=Table[ContactHour](
		_("Horas, de la mejor a la peor"),
		(
			Column(_("Provincia"), lambda row: name_place(row.region)),
			Column(_("Hora"), lambda row: write_hour(row.hour), sort="hour", is_short=True),
			Column(
				_("Llamadas"), lambda row: format_number(row.calls), sort="calls", is_number=True
			),
			Column(_("Contestadas"), lambda row: format_number(row.contacts), is_number=True),
			Column(
				_("% contestadas"),
				lambda row: format_percent(row.contacts, row.calls),
				is_number=True,
			),
			Column(
				_("% que se espera"),
				show_expected,
				sort="rate",
				is_number=True,
			),
		),
		sort="-rate",
	),
	filters=(
		Choice("age", _("Edad"), list_ages, every=_("Todas")),
		Choice("region", _("Provincia"), list_places, every=_("Todas")),
	),
	further=(Choice("hour", _("Hora"), list_hours, every=_("Todas")),),
	empty=Empty(
		"clock",
		_("Todavía no hay llamadas que contar"),
		_("Las llamadas de la mesa se cuentan aquí una vez al día, por la hora en que empiezan."),
	),
)
blueprint = Blueprint("contact_hours", __name__, url_prefix="/mejor-hora")
ENTRY = Entry(Group.ANALYSIS, 4, _("Mejor hora"), "clock", "contact_hours.show_list")


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show_list() -> ResponseReturnValue:
	"""Show all places hour by hour, and below the hours from the best on."""
	query = read_query(ContactHourQuery)
	filled = CONTACT_HOURS.fill(query, lambda asked: ask(list_contact_hours, query=asked))
	asked = narrow(ContactGridQuery, query)
	grid = load_part(lambda: ask(show_contact_grid, query=asked))
	hours, lines = build_grid(grid.value.items if grid.value else [])
	return render_template(
		"campaigns/contact_hours.html", list=filled, grid=grid, hours=hours, lines=lines
	)
