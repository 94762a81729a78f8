"""Rates of value-added tax, each from a day on."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.vat import VatRateFields
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.security.access import grant
from portal.sales.forms.set_up import VAT_RATE
from portal.sales.lists.set_up import VAT_RATES
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import notify
from portal.siblings import ask

blueprint = Blueprint("vat", __name__, url_prefix="/ventas/iva")


@blueprint.get("/")
@grant(Permission.SALES_SET_UP)
def show_list() -> ResponseReturnValue:
	"""Show what rates there are, and were."""
	return render_list(Form(VatRateFields))


@blueprint.post("/")
@grant(Permission.SALES_SET_UP)
def set_rate() -> ResponseReturnValue:
	"""Set the rate of a class from a day on."""
	form = Form.read(VatRateFields, request.form)
	made = form.save(lambda body: ask(sales_api.set_vat_rate, body=body))
	if made is None:
		return render_list(form), 422
	notify(_("La tarifa quedó puesta."))
	return redirect(url_for("vat.show_list"), 303)


def render_list(form: Form[VatRateFields]) -> str:
	"""Return the page of rates."""
	adding = FormCard("add", _("Poner una tarifa"), VAT_RATE, form, _("Poner"), "plus")
	return VAT_RATES.render(
		read_query(ListQuery),
		lambda asked: ask(sales_api.list_vat_rates, query=asked),
		adding=adding,
	)
