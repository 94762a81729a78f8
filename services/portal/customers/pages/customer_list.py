"""The list of customers with what stands around it."""

from flask import render_template, request

from chasqui.contracts.customers.lists import (
	BulkAction,
	CustomerQuery,
	ExportFormat,
	SortedFilters,
)
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.endpoints.customers import lists as lists_api
from portal.accounts.clients import list_advisors
from portal.customers.forms import list_chips, list_pairs, read_columns
from portal.customers.labels import COLUMNS, FILTERS, VALUES
from portal.customers.lists import build_table
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import load_part
from portal.shell.pages.views import build_bar
from portal.siblings import ask

PAGE_ROWS = 25


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
		views=build_bar(ListName.CUSTOMERS, {*SortedFilters.model_fields, "columns"}),
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
