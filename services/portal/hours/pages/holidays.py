"""Days on which nobody is called."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.hours import Country, HolidayFields, HolidayQuery
from chasqui.contracts.endpoints.campaigns import hours as hours_api
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.access import grant
from portal.hours.lists import HOLIDAYS
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.inputs import Choice, Day, Line
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import read_zone
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import notify, notify_refusals
from portal.siblings import ask

blueprint = Blueprint("holidays", __name__, url_prefix="/horario/feriados")
NEW = FormLayout(
	HolidayFields,
	[
		Fieldset(
			[
				Day("day", lazy_gettext("Día")),
				Line("name", lazy_gettext("Nombre"), lazy_gettext("Por ejemplo, Fundación.")),
				Choice("country", lazy_gettext("País"), options=Country),
			]
		)
	],
)


@blueprint.get("/")
@grant(Permission.HOURS_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the holidays of a country's year."""
	return render_list(Form(HolidayFields))


@blueprint.post("/")
@grant(Permission.HOURS_MANAGE)
def add() -> ResponseReturnValue:
	"""Add a day, or say whether people are called on one."""
	form = Form.read(HolidayFields, request.form)
	made = form.save(lambda fields: ask(hours_api.set_holiday, body=fields))
	if made is None:
		return render_list(form), 422
	notify(_("Ese día se llama.") if made.is_worked else _("Quedó anotado: ese día no se llama."))
	return to_year(made.day.year, made.country)


@blueprint.post("/quitar")
@grant(Permission.HOURS_MANAGE)
def drop() -> ResponseReturnValue:
	"""Forget a day that was added."""
	day, country = request.form.get("day", ""), request.form.get("country", "")
	with notify_refusals():
		ask(hours_api.drop_holiday, country=country, day=day)
		notify(_("El feriado se quitó."))
	return redirect(url_for("holidays.show_list", year=day[:4], country=country), 303)


def to_year(year: int, country: Country) -> ResponseReturnValue:
	"""Lead to the list in which a day stands."""
	return redirect(url_for("holidays.show_list", year=year, country=country.value), 303)


def render_list(form: Form[HolidayFields]) -> str:
	"""Return the page of a year."""
	today = read_now().astimezone(read_zone()).date()
	query = read_query(HolidayQuery, usual={"year": str(today.year)})
	adding = FormCard("add", _("Agregar un feriado"), NEW, form, _("Agregar"), "plus")
	return HOLIDAYS.render(
		query, lambda asked: ask(hours_api.list_holidays, query=asked), adding=adding
	)
