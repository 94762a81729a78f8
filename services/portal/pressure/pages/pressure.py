"""How often marketing may reach a person: in all campaigns, and in one."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.pressure import KeptPressure, PressureUpdate
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import pressure as pressure_api
from chasqui.kernel.security.access import grant
from portal.pressure.forms import PRESSURE
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.labels.formats import format_instant
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify
from portal.siblings import ask

blueprint = Blueprint("pressure", __name__)
ENTRY = Entry(Group.CONTACT, 3, lazy_gettext("Límites de contacto"), "ban", "pressure.show")
OWN = "/campanas/<int:campaign_id>/limites"


@blueprint.get("/limites")
@grant(Permission.HOURS_MANAGE)
def show() -> ResponseReturnValue:
	"""Show the limits of all campaigns, to be changed."""
	kept = ask(pressure_api.show_pressure)
	return render_pressure(Form.show(PressureUpdate, kept), kept)


@blueprint.post("/limites")
@grant(Permission.HOURS_MANAGE)
def change() -> ResponseReturnValue:
	"""Keep the limits of all campaigns."""
	form = Form.read(PressureUpdate, request.form)
	kept = form.save(lambda body: ask(pressure_api.set_pressure, body=body), current=KeptPressure)
	if kept is None:
		return render_pressure(form, ask(pressure_api.show_pressure)), 422
	notify(_("Los límites quedaron guardados. Valen desde ahora en todas las campañas."))
	return redirect(url_for("pressure.show"), 303)


@blueprint.get(OWN)
@grant(Permission.CAMPAIGNS_WRITE)
def show_own(campaign_id: int) -> ResponseReturnValue:
	"""Show the limits of one campaign, to be changed for it alone."""
	kept = ask(pressure_api.show_own_pressure, campaign_id=campaign_id)
	return render_pressure(Form.show(PressureUpdate, kept), kept, campaign_id)


@blueprint.post(OWN)
@grant(Permission.CAMPAIGNS_WRITE)
def change_own(campaign_id: int) -> ResponseReturnValue:
	"""Keep the limits of one campaign."""
	form = Form.read(PressureUpdate, request.form)
	kept = form.save(
		lambda body: ask(pressure_api.set_own_pressure, campaign_id=campaign_id, body=body),
		current=KeptPressure,
	)
	if kept is None:
		known = ask(pressure_api.show_own_pressure, campaign_id=campaign_id)
		return render_pressure(form, known, campaign_id), 422
	notify(_("Los límites de esta campaña quedaron guardados. Valen desde ahora."))
	return redirect(url_for("calls.show", campaign_id=campaign_id), 303)


@blueprint.post(f"{OWN}/comunes")
@grant(Permission.CAMPAIGNS_WRITE)
def drop_own(campaign_id: int) -> ResponseReturnValue:
	"""Let the limits of all campaigns hold for one again."""
	ask(pressure_api.drop_own_pressure, campaign_id=campaign_id)
	notify(_("La campaña vuelve a usar los límites de todas."))
	return redirect(url_for("calls.show", campaign_id=campaign_id), 303)


def render_pressure(form: Form[Any], kept: KeptPressure, campaign_id: int | None = None) -> str:
	"""Return the page of limits."""
	crumbs, back, note = [(url_for("home.show"), _("Inicio"))], url_for("home.show"), ""
	if campaign_id is not None:
		campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
		back = url_for("calls.show", campaign_id=campaign_id)
		crumbs = [(back, campaign.name)]
		note = (
			_("Esta campaña tiene sus propios límites; valen los de todas donde son más estrictos.")
			if kept.is_own
			else _(
				"Hoy esta campaña usa los límites de todas; aquí puede darle otros más estrictos."
			)
		)
	if kept.updated_at is not None:
		when = format_instant(kept.updated_at)
		note = f"{note} {_('Los guardó %(name)s, el %(when)s.', name=kept.updated_by, when=when)}"
	title = _("Límites de contacto") if campaign_id is None else _("Límites de esta campaña")
	return FormPage(title, PRESSURE, form, back=back, crumbs=crumbs, note=note.strip()).render()
