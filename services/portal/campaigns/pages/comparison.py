"""What an audience would be if it were built today: who would leave, and who would enter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.comparison import (
	AudienceComparison,
	ComparedPerson,
	ComparedQuery,
	Difference,
)
from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.customers.names import CustomerName
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import comparison as comparison_api
from chasqui.kernel.security.access import grant
from portal.campaigns.lists import show_place
from portal.shell.clients import find_names
from portal.shell.labels.formats import format_number
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell
from portal.shell.lists.filters import Chips
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.addresses import read_query
from portal.shell.pages.list_page import Empty, ListPage, Way
from portal.shell.pages.parts import load_or_none, notify_refusals
from portal.siblings import ask

Names = Mapping[int, CustomerName]
blueprint = Blueprint(
	"comparison", __name__, url_prefix="/campanas/<int:campaign_id>/audiencia/hoy"
)


def name_person(row: ComparedPerson, names: Names) -> Cell:
	"""Return somebody: who would enter is in no audience, and only the customers know the name."""
	known = names.get(row.customer_id)
	name = row.name or (
		known.name if known else gettext("Cliente %(number)s", number=row.customer_id)
	)
	return Cell(name, url_for("customers.show", customer_id=row.customer_id))


def build_table(names: Names) -> Table[ComparedPerson]:
	"""Return the table, with the names of those who are in no audience."""
	return Table(
		_("Clientes que saldrían o entrarían"),
		(
			Column(_("Cliente"), lambda row: name_person(row, names)),
			Column(_("Qué pasaría"), lambda row: Cell(chips=[name_code(row.difference)])),
			Column(_("Edad"), lambda row: format_number(row.age), is_number=True),
			Column(_("Lugar"), lambda row: show_place(row) if row.province else Cell()),
		),
	)


COMPARED = ListPage(
	file="audiencia-hoy",
	file_needs=Permission.CUSTOMERS_EXPORT,
	title=_("Quiénes saldrían y entrarían hoy"),
	views=ListName.COMPARED_MEMBERS,
	table=build_table({}),
	filters=(Chips("difference", _("Qué pasaría"), Difference, every=_("Todos")),),
	empty=Empty(
		"users",
		_("Nadie cambiaría"),
		_("Aparecen al comparar la audiencia con sus criterios de hoy, si alguien sale o entra."),
		Way(_("Ir a la audiencia"), "audience.show"),
	),
)


@blueprint.post("/")
@grant(Permission.CAMPAIGNS_WRITE)
def compare(campaign_id: int) -> ResponseReturnValue:
	"""Have them compared."""
	with notify_refusals():
		ask(comparison_api.ask_comparison, campaign_id=campaign_id)
	return redirect(url_for("audience.show", campaign_id=campaign_id), 303)


@blueprint.get("/progreso")
@grant(Permission.CAMPAIGNS_READ)
def show_progress(campaign_id: int) -> ResponseReturnValue:
	"""Show that they are being compared; once they are, the whole page comes anew."""
	found = find_comparison(campaign_id)
	page = render_template(
		"campaigns/_comparison.html", campaign_id=campaign_id, comparison=found, may_compare=False
	)
	is_counting = found is not None and found.state is CountState.COUNTING
	return page, {} if is_counting else {"HX-Refresh": "true"}


@blueprint.get("/clientes")
@grant(Permission.AUDIENCES_READ)
def show_people(campaign_id: int) -> ResponseReturnValue:
	"""Show who would leave and who would enter."""
	return render_template(
		"campaigns/compared.html",
		campaign=ask(campaigns_api.show_campaign, campaign_id=campaign_id),
		list=COMPARED.fill(
			read_query(ComparedQuery),
			lambda asked: ask(comparison_api.list_compared, campaign_id=campaign_id, query=asked),
			dress=dress,
		),
	)


def dress(rows: Sequence[ComparedPerson]) -> ListPage[ComparedPerson]:
	"""Return the list for some people, with the names of those who are in no audience."""
	names = find_names(row.customer_id for row in rows if not row.name)
	return replace(COMPARED, table=build_table(names or {}))


def find_comparison(campaign_id: int) -> AudienceComparison | None:
	"""Return what was compared; None where nobody asked for it."""
	return load_or_none(lambda: ask(comparison_api.show_comparison, campaign_id=campaign_id))
