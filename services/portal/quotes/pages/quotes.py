"""Quotes: the list, its file, one quote with its lines and what was done."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.customers.quote_lists import QuoteExportQuery, QuoteFilters, QuoteQuery
from chasqui.contracts.endpoint import PDF
from chasqui.contracts.endpoints.customers import quotes as quotes_api
from chasqui.kernel.security.access import grant
from portal.quotes.lists.quotes import MAILS, QUOTES, STEPS, build_facets
from portal.sales.lists.documents import LINES
from portal.shell.pages.addresses import list_pairs_but_page, narrow, read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask, open_stream

PAGE_ROWS = 25

blueprint = Blueprint("quotes", __name__, url_prefix="/cotizaciones")
ENTRY = Entry(Group.SALES, 1, lazy_gettext("Cotizaciones"), "file-text", "quotes.show_list")


@blueprint.get("/")
@grant(Permission.SALES_READ, Permission.SALES_NOTE)
def show_list() -> ResponseReturnValue:
	"""Show quotes, searched, narrowed and sorted; who may not see all sees the own ones."""
	query = read_query(QuoteQuery, limit=PAGE_ROWS)
	filters = narrow(QuoteFilters, query)
	facets = load_part(lambda: ask(quotes_api.find_quote_facets, query=filters)).value
	return QUOTES.render(
		query,
		lambda asked: ask(quotes_api.list_quotes, query=asked),
		facets=build_facets(facets, list_pairs_but_page()),
	)


@blueprint.get("/exportar.<any(csv, xlsx):form>")
@grant(Permission.CUSTOMERS_EXPORT)
def export(form: str) -> ResponseReturnValue:
	"""Pass the lines of the quotes that match on as a file."""
	query = read_query(QuoteExportQuery, format=TableFormat(form))
	return pass_on(open_stream(quotes_api.export_quotes, query=query), f"cotizaciones.{form}")


@blueprint.get("/<int:quote_id>/cotizacion.pdf")
@grant(Permission.SALES_READ, Permission.SALES_NOTE)
def download(quote_id: int) -> ResponseReturnValue:
	"""Pass the document of a quote on."""
	stream = open_stream(quotes_api.print_quote, quote_id=quote_id)
	return pass_on(stream, f"cotizacion-{quote_id}.pdf", PDF)


@blueprint.get("/<int:quote_id>")
@grant(Permission.SALES_READ, Permission.SALES_NOTE)
def show(quote_id: int) -> ResponseReturnValue:
	"""Show one quote."""
	quote = ask(quotes_api.show_quote, quote_id=quote_id)
	return render_template("quotes/show.html", quote=quote, lines=LINES, steps=STEPS, mails=MAILS)
