"""When customers may be called: in all campaigns, and in one."""

from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.hours import CallHoursUpdate, KeptHours
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import hours as hours_api
from chasqui.kernel.security.access import grant
from portal.hours.forms import (
	list_spans,
	name_field_titles,
	name_fields,
	read_hours,
	show_hours,
)
from portal.hours.labels import WEEK
from portal.shell.forms.form import Form
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify
from portal.siblings import ask

blueprint = Blueprint("hours", __name__)
ENTRY = Entry(
	Group.CONTACT,
	1,
	lazy_gettext("Horario de llamadas"),
	"clock",
	"hours.show",
	besides=("holidays",),
)
OWN = "/campanas/<int:campaign_id>/llamadas/horario"


@blueprint.get("/horario")
@grant(Permission.HOURS_MANAGE)
def show() -> ResponseReturnValue:
	"""Show the hours of all campaigns, to be changed."""
	hours = ask(hours_api.show_hours)
	return render_hours(show_hours(hours, hours.version), hours)


@blueprint.post("/horario")
@grant(Permission.HOURS_MANAGE)
def change() -> ResponseReturnValue:
	"""Keep the hours of all campaigns."""
	form, lines = read_hours(request.form)
	if save(form, lines) is None:
		return render_hours(form, ask(hours_api.show_hours)), 422
	notify(_("El horario quedó guardado. Vale desde ahora en todas las campañas."))
	return redirect(url_for("hours.show"), 303)


@blueprint.get(OWN)
@grant(Permission.CAMPAIGNS_WRITE)
def show_own(campaign_id: int) -> ResponseReturnValue:
	"""Show the hours of one campaign, to be changed for it alone."""
	hours = ask(hours_api.show_own_hours, campaign_id=campaign_id)
	return render_hours(show_hours(hours, hours.version), hours, campaign_id)


@blueprint.post(OWN)
@grant(Permission.CAMPAIGNS_WRITE)
def change_own(campaign_id: int) -> ResponseReturnValue:
	"""Keep the hours of one campaign."""
	form, lines = read_hours(request.form)
	if save(form, lines, campaign_id) is None:
		hours = ask(hours_api.show_own_hours, campaign_id=campaign_id)
		return render_hours(form, hours, campaign_id), 422
	notify(_("El horario de esta campaña quedó guardado. Vale desde ahora."))
	return redirect(url_for("calls.show", campaign_id=campaign_id), 303)


@blueprint.post(f"{OWN}/comun")
@grant(Permission.CAMPAIGNS_WRITE)
def drop_own(campaign_id: int) -> ResponseReturnValue:
	"""Let the hours of all campaigns hold for one again."""
	ask(hours_api.drop_own_hours, campaign_id=campaign_id)
	notify(_("La campaña vuelve a usar el horario de todas."))
	return redirect(url_for("calls.show", campaign_id=campaign_id), 303)


def save(
	form: Form[CallHoursUpdate], lines: list[dict[str, object]], campaign_id: int | None = None
) -> KeptHours | None:
	"""Return the hours as they were kept, or None where the form shows what is wrong."""
	if form.errors:
		return None

	def send(update: CallHoursUpdate) -> KeptHours:
		if campaign_id is None:
			return ask(hours_api.set_hours, body=update)
		return ask(hours_api.set_own_hours, campaign_id=campaign_id, body=update)

	return form.save(send, given={"lines": lines})


def render_hours(form: Form[Any], kept: KeptHours, campaign_id: int | None = None) -> str:
	"""Return the page of a timetable."""
	campaign = None
	if campaign_id is not None:
		campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	return render_template(
		"hours/edit.html",
		form=form,
		kept=kept,
		campaign=campaign,
		week=WEEK,
		list_spans=partial(list_spans, form),
		name_fields=name_fields,
		titles=name_field_titles(),
	)
