"""What of a paid sale comes back: asked line by line, written as a credit note."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.sales import ReturnFields, Sale
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.kernel.security.access import grant
from portal.sales.forms.returns import (
	RETURN,
	blame_places,
	list_left,
	list_places,
	name_places,
	read_places,
	read_return,
	show_return,
)
from portal.shell.forms.form import Form
from portal.shell.labels.formats import format_money
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("sale_returns", __name__, url_prefix="/ventas/<int:sale_id>/devolver")


@blueprint.get("/")
@grant(Permission.SALES_WRITE)
def ask_return(sale_id: int) -> ResponseReturnValue:
	"""Ask what comes back."""
	sale = ask(sales_api.show_sale, sale_id=sale_id)
	return render_return(sale, show_return(sale))


@blueprint.post("/")
@grant(Permission.SALES_WRITE)
def take_back(sale_id: int) -> ResponseReturnValue:
	"""Write a credit note; a second click writes no second one."""
	sale = ask(sales_api.show_sale, sale_id=sale_id)
	form = read_return(sale, request.form)
	chosen = list_places(form, sale)
	made = form.save(
		lambda body: ask_once(form.nonce, sales_api.return_lines, sale_id=sale_id, body=body),
		current=Sale,
		given={"lines": read_places(form, sale, chosen)},
	)
	if made is None:
		blame_places(form, chosen)
		return render_return(sale, form), 422
	notify(
		_("La nota de crédito quedó escrita. Se devolvieron en total %(amount)s.",
			amount=format_money(made.returned_total))
	)  # fmt: skip
	return redirect(url_for("sales.show", sale_id=sale_id), 303)


def render_return(sale: Sale, form: Form[ReturnFields]) -> str:
	"""Return the page that asks what comes back."""
	return render_template(
		"sales/return.html",
		sale=sale,
		form=form,
		layout=RETURN,
		left=list_left(sale),
		names=name_places(sale),
	)
