"""The series that invoices and credit notes take their numbers from."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.sales import SeriesFields
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.security.access import grant
from portal.sales.forms.set_up import SERIES as FIELDS
from portal.sales.lists.set_up import SERIES
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.pages.parts import notify
from portal.siblings import ask

blueprint = Blueprint("sale_series", __name__, url_prefix="/ventas/series")


@blueprint.get("/")
@grant(Permission.SALES_SET_UP)
def show_list() -> ResponseReturnValue:
	"""Show all series, with the number that comes next in each."""
	return render_list(Form(SeriesFields))


@blueprint.post("/")
@grant(Permission.SALES_SET_UP)
def add() -> ResponseReturnValue:
	"""Add a series."""
	form = Form.read(SeriesFields, request.form)
	made = form.save(lambda body: ask(sales_api.add_series, body=body))
	if made is None:
		return render_list(form), 422
	notify(_("La serie %(name)s quedó agregada.", name=f"{made.establishment}-{made.point}"))
	return redirect(url_for("sale_series.show_list"), 303)


def render_list(form: Form[SeriesFields]) -> str:
	"""Return the page of series."""
	adding = FormCard("add", _("Agregar una serie"), FIELDS, form, _("Agregar"), "plus")
	return SERIES.render(ListQuery(), lambda _asked: ask(sales_api.list_series), adding=adding)
