"""The form of a quote: lines as rows, as those of a sale, and until when it holds."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.quotes import Quote, QuoteFields, QuotePatch
from chasqui.contracts.customers.sales import SaleLine
from chasqui.contracts.endpoints.customers import quotes as quotes_api
from chasqui.kernel.security.access import grant
from portal.quotes.forms.drafts import DRAFT, show_draft
from portal.sales.clients import find_customer_name, load_offers
from portal.sales.forms.drafts import list_options
from portal.sales.forms.lines import LINES, blame_rows, name_cells
from portal.shell.forms.form import Form
from portal.shell.forms.rows import MORE, MORE_ROWS, SPARE_ROWS
from portal.shell.labels.formats import format_money
from portal.shell.pages.customer_choice import CUSTOMER, CustomerChoice
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("quote_forms", __name__, url_prefix="/cotizaciones")
CAMPAIGN, CAMPAIGN_NAME = "campana", "nombre"
CUSTOMERS = CustomerChoice(
	title=lazy_gettext("Cotizar"),
	question=lazy_gettext("¿Para quién?"),
	endpoint="quote_forms.ask_add",
	above=("quotes.show_list", lazy_gettext("Cotizaciones")),
	hint=lazy_gettext("Abra la ficha de la persona a la que atiende, y ahí «Cotizar»."),
)


@blueprint.get("/nueva")
@grant(Permission.SALES_NOTE)
def ask_add() -> ResponseReturnValue:
	"""Ask for whom, then what."""
	customer_id = request.args.get(CUSTOMER, type=int)
	if customer_id is None:
		return CUSTOMERS.render()
	given = {"customer_id": [str(customer_id)], **read_origin()}
	return render_form(LINES.put(Form(QuoteFields, given), []), customer_id)


@blueprint.post("/nueva")
@grant(Permission.SALES_NOTE)
def add() -> ResponseReturnValue:
	"""Write a draft; a second click writes no second one."""
	customer_id = request.form.get("customer_id", 0, type=int)
	rows = LINES.read(request.form)
	form = LINES.put(Form.read(QuoteFields, request.form), rows)
	if MORE in request.form:
		return render_form(form, customer_id, spare=MORE_ROWS)
	made = form.save(
		lambda fields: ask_once(form.nonce, quotes_api.add_quote, body=fields),
		given={"lines": LINES.parse(rows)},
	)
	if made is None:
		blame_rows(form, Quote)
		return render_form(form, customer_id), 422
	notify(_("La cotización quedó como borrador: son %(total)s.", total=format_money(made.total)))
	return redirect(url_for("quotes.show", quote_id=made.id), 303)


@blueprint.get("/<int:quote_id>/editar")
@grant(Permission.SALES_NOTE)
def ask_change(quote_id: int) -> ResponseReturnValue:
	"""Show a draft in the form."""
	quote = ask(quotes_api.show_quote, quote_id=quote_id)
	return render_form(show_draft(quote), quote.customer_id, quote)


@blueprint.post("/<int:quote_id>/editar")
@grant(Permission.SALES_NOTE)
def change(quote_id: int) -> ResponseReturnValue:
	"""Save a draft; what somebody else changed meanwhile is shown, and nothing typed is lost."""
	quote = ask(quotes_api.show_quote, quote_id=quote_id)
	rows = LINES.read(request.form)
	form = LINES.put(Form.read(QuotePatch, request.form), rows)
	if MORE in request.form:
		return render_form(form, quote.customer_id, quote, spare=MORE_ROWS)
	made = form.save(
		lambda patch: ask(quotes_api.change_quote, quote_id=quote_id, body=patch),
		current=Quote,
		given={"lines": LINES.parse(rows), "note": request.form.get("note", "")},
	)
	if made is None:
		blame_rows(form, Quote)
		return render_form(form, quote.customer_id, quote), 422
	notify(_("El borrador quedó guardado: son %(total)s.", total=format_money(made.total)))
	return redirect(url_for("quotes.show", quote_id=quote_id), 303)


def read_origin() -> dict[str, list[str]]:
	"""Return the campaign that the address names, as the desk does: its call brings the quote."""
	number, name = request.args.get(CAMPAIGN, type=int), request.args.get(CAMPAIGN_NAME, "")
	if number is None:
		return {}
	return {"origin.campaign_id": [str(number)], "origin.campaign_name": [name[:120]]}


def render_form(
	form: Form[Any], customer_id: int, quote: Quote | None = None, *, spare: int = SPARE_ROWS
) -> str:
	"""Return the form of a draft, a new one where there is none yet."""
	lines: Sequence[SaleLine] = quote.lines if quote else ()
	return render_template(
		"quotes/form.html",
		form=form,
		quote=quote,
		customer_id=customer_id,
		customer=quote.customer_name if quote else find_customer_name(customer_id),
		layout=DRAFT,
		names=DRAFT.name_fields() | name_cells(form),
		rows=LINES.list_rows(form, spare),
		options=list_options(lines),
		offers=load_offers(),
	)
