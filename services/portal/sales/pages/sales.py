"""Sales: the list, its file, one sale with its lines, what came back and what was done."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.customers.sale_lists import SaleExportQuery, SaleFilters, SaleQuery
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.kernel.security.access import grant
from portal.sales.lists.documents import LINES, STEPS, build_returns
from portal.sales.lists.sales import SALES, build_facets
from portal.shell.pages.addresses import list_pairs_but_page, narrow, read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask, open_stream

PAGE_ROWS = 25

blueprint = Blueprint("sales", __name__, url_prefix="/ventas")
ENTRY = Entry(Group.SALES, 0, lazy_gettext("Ventas"), "file-text", "sales.show_list")


@blueprint.get("/")
@grant(Permission.SALES_READ, Permission.SALES_NOTE)
def show_list() -> ResponseReturnValue:
	"""Show sales, searched, narrowed and sorted; who may not see all sees the own ones."""
	query = read_query(SaleQuery, limit=PAGE_ROWS)
	filters = narrow(SaleFilters, query)
	facets = load_part(lambda: ask(sales_api.find_sale_facets, query=filters)).value
	return SALES.render(
		query,
		lambda asked: ask(sales_api.list_sales, query=asked),
		facets=build_facets(facets, list_pairs_but_page()),
	)


@blueprint.get("/exportar.<any(csv, xlsx):form>")
@grant(Permission.CUSTOMERS_EXPORT)
def export(form: str) -> ResponseReturnValue:
	"""Pass the lines of the sales that match on as a file."""
	query = read_query(SaleExportQuery, format=TableFormat(form))
	return pass_on(open_stream(sales_api.export_sales, query=query), f"ventas.{form}")


@blueprint.get("/<int:sale_id>")
@grant(Permission.SALES_READ, Permission.SALES_NOTE)
def show(sale_id: int) -> ResponseReturnValue:
	"""Show one sale."""
	sale = ask(sales_api.show_sale, sale_id=sale_id)
	return render_template(
		"sales/show.html", sale=sale, lines=LINES, steps=STEPS, returns=build_returns(sale)
	)
