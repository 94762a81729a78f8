"""Around the list of customers: facets, files, on to a campaign."""

from urllib.parse import parse_qsl

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.lists import (
	CustomerFilters,
	ExportQuery,
	SortedFilters,
)
from chasqui.contracts.customers.saved_segments import MOST_PICKED
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.kernel.security.access import grant
from portal.campaigns.forms.draft import begin_draft
from portal.campaigns.forms.steps import STEPS
from portal.campaigns.pages.wizard_steps import go_to
from portal.customers.labels import FILTERS
from portal.customers.lists.facets import build_facets
from portal.segments.forms import can_pick
from portal.segments.labels import count_customers
from portal.shell.pages.active_filters import write_pairs
from portal.shell.pages.addresses import COLUMNS, narrow, read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.facet_side import FacetSide, render_side
from portal.shell.pages.parts import load_part
from portal.siblings import ask, open_stream

blueprint = Blueprint("lists", __name__, url_prefix="/clientes")


@blueprint.get("/facetas")
@grant(Permission.CUSTOMERS_READ)
def show_facets() -> ResponseReturnValue:
	"""Show how many customers each further choice would leave."""
	query = read_query(SortedFilters)
	pairs = [*write_pairs(query), *((COLUMNS, one) for one in request.args.getlist(COLUMNS))]

	def count() -> FacetSide:
		found = ask(lists_api.find_facets, query=narrow(CustomerFilters, query))
		return FacetSide(count_customers(found.total), build_facets(found, pairs))

	return render_side(url_for("customers.show_list"), count)


@blueprint.get("/exportar")
@grant(Permission.CUSTOMERS_EXPORT)
def export() -> ResponseReturnValue:
	"""Pass a list on as a file, chunk by chunk."""
	query = read_query(ExportQuery)
	stream = open_stream(lists_api.export_customers, query=query)
	return pass_on(stream, f"clientes.{query.format.value}")


@blueprint.get("/campana")
@grant(Permission.CUSTOMERS_READ)
def ask_campaign() -> ResponseReturnValue:
	"""Show a list as a campaign's criteria, or say why it cannot be."""
	filters = read_query(CustomerFilters)
	answer = ask(lists_api.write_segment, query=filters)
	facets = load_part(lambda: ask(lists_api.find_facets, query=filters))
	return render_template(
		"customers/to_campaign.html",
		pairs=write_pairs(filters),
		answer=answer,
		reasons=[FILTERS[name] for name in answer.unsayable],
		facets=facets,
		most=MOST_PICKED,
		are_too_many=facets.value is not None and not can_pick(facets.value.total),
		is_archived=filters.archived,
	)


@blueprint.post("/campana")
@grant(Permission.CAMPAIGNS_WRITE)
def begin_campaign() -> ResponseReturnValue:
	"""Begin a campaign with the criteria of a list."""
	filters = read_query(CustomerFilters, MultiDict(parse_qsl(request.form.get("address", ""))))
	criteria = ask(lists_api.write_segment, query=filters).criteria
	if criteria is None:
		return redirect(url_for("lists.ask_campaign"), 303)
	draft = begin_draft(criteria)
	draft.keep()
	return go_to(STEPS[0], draft)
