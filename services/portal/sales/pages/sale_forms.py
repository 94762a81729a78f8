"""The form of a draft: lines as rows, of what is on sale."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.sales import Sale, SaleFields, SaleLine, SalePatch
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.kernel.security.access import grant
from portal.sales.clients import find_customer_name, load_offers
from portal.sales.forms.drafts import DRAFT, QUOTED, list_options, show_draft
from portal.sales.forms.lines import LINES, blame_rows, name_cells
from portal.shell.forms.form import Form
from portal.shell.forms.rows import MORE, MORE_ROWS, SPARE_ROWS
from portal.shell.labels.formats import format_money
from portal.shell.pages.customer_choice import CUSTOMER, CustomerChoice
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("sale_forms", __name__, url_prefix="/ventas")
CUSTOMERS = CustomerChoice(
	title=lazy_gettext("Anotar venta"),
	question=lazy_gettext("¿Quién compra?"),
	endpoint="sale_forms.ask_add",
	above=("sales.show_list", lazy_gettext("Ventas")),
	hint=lazy_gettext("Abra la ficha de la persona a la que atiende, y ahí «Anotar venta»."),
)


@blueprint.get("/nueva")
@grant(Permission.SALES_NOTE)
def ask_add() -> ResponseReturnValue:
	"""Ask who buys, then what."""
	customer_id = request.args.get(CUSTOMER, type=int)
	if customer_id is None:
		return CUSTOMERS.render()
	form = LINES.put(Form(SaleFields, {"customer_id": [str(customer_id)]}), [])
	return render_form(form, customer_id)


@blueprint.post("/nueva")
@grant(Permission.SALES_NOTE)
def add() -> ResponseReturnValue:
	"""Write a draft; a second click writes no second one."""
	customer_id = request.form.get("customer_id", 0, type=int)
	rows = LINES.read(request.form)
	form = LINES.put(Form.read(SaleFields, request.form), rows)
	if MORE in request.form:
		return render_form(form, customer_id, spare=MORE_ROWS)
	made = form.save(
		lambda fields: ask_once(form.nonce, sales_api.add_sale, body=fields),
		given={"lines": LINES.parse(rows)},
	)
	if made is None:
		blame_rows(form)
		return render_form(form, customer_id), 422
	notify(_("La venta quedó como borrador: son %(total)s.", total=format_money(made.total)))
	return redirect(url_for("sales.show", sale_id=made.id), 303)


@blueprint.get("/<int:sale_id>/editar")
@grant(Permission.SALES_NOTE)
def ask_change(sale_id: int) -> ResponseReturnValue:
	"""Show a draft in the form."""
	sale = ask(sales_api.show_sale, sale_id=sale_id)
	return render_form(show_draft(sale), sale.customer_id, sale)


@blueprint.post("/<int:sale_id>/editar")
@grant(Permission.SALES_NOTE)
def change(sale_id: int) -> ResponseReturnValue:
	"""Save a draft; what somebody else changed meanwhile is shown, and nothing typed is lost."""
	sale = ask(sales_api.show_sale, sale_id=sale_id)
	rows = LINES.read(request.form)
	form = LINES.put(Form.read(SalePatch, request.form), rows)
	if MORE in request.form:
		return render_form(form, sale.customer_id, sale, spare=MORE_ROWS)
	lines = None if sale.quote else LINES.parse(rows)
	made = form.save(
		lambda patch: ask(sales_api.change_sale, sale_id=sale_id, body=patch),
		current=Sale,
		given={"lines": lines, "note": request.form.get("note", "")},
	)
	if made is None:
		blame_rows(form)
		return render_form(form, sale.customer_id, sale), 422
	notify(_("El borrador quedó guardado: son %(total)s.", total=format_money(made.total)))
	return redirect(url_for("sales.show", sale_id=sale_id), 303)


def render_form(
	form: Form[SaleFields] | Form[SalePatch],
	customer_id: int,
	sale: Sale | None = None,
	*,
	spare: int = SPARE_ROWS,
) -> str:
	"""Return the form of a draft, a new one where there is none yet."""
	lines: Sequence[SaleLine] = sale.lines if sale else ()
	layout = QUOTED if sale and sale.quote else DRAFT
	return render_template(
		"sales/form.html",
		form=form,
		sale=sale,
		customer_id=customer_id,
		customer=sale.customer_name if sale else find_customer_name(customer_id),
		layout=layout,
		names=layout.name_fields() | name_cells(form),
		rows=LINES.list_rows(form, spare),
		options=list_options(lines),
		offers=load_offers(),
	)
