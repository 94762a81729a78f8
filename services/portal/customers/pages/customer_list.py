"""The list of customers with what stands around it."""

from dataclasses import dataclass

from flask import render_template, request

from chasqui.contracts.customers.lists import (
	BulkAction,
	CustomerQuery,
	ExportFormat,
	SavedView,
	SortedFilters,
)
from chasqui.contracts.endpoints.customers import lists as lists_api
from portal.accounts.clients import list_advisors
from portal.customers.forms import list_chips, list_pairs, read_columns
from portal.customers.labels import COLUMNS, FILTERS, VALUES
from portal.customers.lists import build_table
from portal.shell.lists.facets import Pairs
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import load_part
from portal.siblings import ask

PAGE_ROWS = 25


@dataclass(frozen=True)
class ViewLink:
	"""A saved view and the address that shows it."""

	view: SavedView
	args: Pairs


def render_list() -> str:
	"""Return the page of the list; every filter lives in the address."""
	query = read_query(CustomerQuery, limit=PAGE_ROWS)
	columns = read_columns()
	asked = [("columns", name) for name in request.args.getlist("columns")]
	always = (BulkAction.TAG, BulkAction.UNTAG, BulkAction.ASSIGN, BulkAction.UNASSIGN)
	last = BulkAction.RESTORE if query.archived else BulkAction.ARCHIVE
	return render_template(
		"customers/list.html",
		query=query,
		page=load_part(lambda: ask(lists_api.list_customers, query=query)),
		views=load_part(lambda: [link_view(view) for view in ask(lists_api.list_views).items]),
		pairs=[*list_pairs(query), *asked],
		chips=list_chips(query),
		columns=columns,
		table=build_table(columns),
		actions=(*always, last),
		advisors=load_part(list_advisors).value or [],
		formats=list(ExportFormat),
		column_names=COLUMNS,
		filter_names=FILTERS,
		value_names=VALUES,
	)


def link_view(view: SavedView) -> ViewLink:
	"""Return a view with its address."""
	filters = SortedFilters.model_validate({**dict(view.filters), "sort": view.sort})
	columns = [("columns", column.value) for column in view.columns]
	return ViewLink(view, [*list_pairs(filters), *columns])
