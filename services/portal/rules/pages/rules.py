"""How often customers may be called, when again, what may be promised: of all, and of one."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_rules import CallRulesUpdate, KeptRules
from chasqui.contracts.endpoints.campaigns import call_rules as rules_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.security.access import grant
from portal.rules.forms import RULES
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.labels.formats import format_instant
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify
from portal.siblings import ask

blueprint = Blueprint("rules", __name__)
ENTRY = Entry(
	Group.ADMINISTRATION, 10, lazy_gettext("Reglas de llamada"), "adjustments", "rules.show"
)
OWN = "/campanas/<int:campaign_id>/llamadas/reglas"


@blueprint.get("/reglas")
@grant(Permission.HOURS_MANAGE)
def show() -> ResponseReturnValue:
	"""Show the rules of all campaigns, to be changed."""
	kept = ask(rules_api.show_rules)
	return render_rules(Form.show(CallRulesUpdate, kept), kept)


@blueprint.post("/reglas")
@grant(Permission.HOURS_MANAGE)
def change() -> ResponseReturnValue:
	"""Keep the rules of all campaigns."""
	form = Form.read(CallRulesUpdate, request.form)
	kept = form.save(lambda body: ask(rules_api.set_rules, body=body), current=KeptRules)
	if kept is None:
		return render_rules(form, ask(rules_api.show_rules)), 422
	notify(_("Las reglas quedaron guardadas. Valen desde ahora en todas las campañas."))
	return redirect(url_for("rules.show"), 303)


@blueprint.get(OWN)
@grant(Permission.CAMPAIGNS_WRITE)
def show_own(campaign_id: int) -> ResponseReturnValue:
	"""Show the rules of one campaign, to be changed for it alone."""
	kept = ask(rules_api.show_own_rules, campaign_id=campaign_id)
	return render_rules(Form.show(CallRulesUpdate, kept), kept, campaign_id)


@blueprint.post(OWN)
@grant(Permission.CAMPAIGNS_WRITE)
def change_own(campaign_id: int) -> ResponseReturnValue:
	"""Keep the rules of one campaign."""
	form = Form.read(CallRulesUpdate, request.form)
	kept = form.save(
		lambda body: ask(rules_api.set_own_rules, campaign_id=campaign_id, body=body),
		current=KeptRules,
	)
	if kept is None:
		known = ask(rules_api.show_own_rules, campaign_id=campaign_id)
		return render_rules(form, known, campaign_id), 422
	notify(_("Las reglas de esta campaña quedaron guardadas. Valen desde ahora."))
	return redirect(url_for("calls.show", campaign_id=campaign_id), 303)


@blueprint.post(f"{OWN}/comunes")
@grant(Permission.CAMPAIGNS_WRITE)
def drop_own(campaign_id: int) -> ResponseReturnValue:
	"""Let the rules of all campaigns hold for one again."""
	ask(rules_api.drop_own_rules, campaign_id=campaign_id)
	notify(_("La campaña vuelve a usar las reglas de todas."))
	return redirect(url_for("calls.show", campaign_id=campaign_id), 303)


def render_rules(form: Form[Any], kept: KeptRules, campaign_id: int | None = None) -> str:
	"""Return the page of rules."""
	crumbs, back, note = [(url_for("home.show"), _("Inicio"))], url_for("home.show"), ""
	if campaign_id is not None:
		campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
		back = url_for("calls.show", campaign_id=campaign_id)
		crumbs = [(back, campaign.name)]
		note = (
			_("Esta campaña tiene sus propias reglas.")
			if kept.is_own
			else _("Hoy esta campaña usa las reglas de todas; si guarda aquí, tendrá las suyas.")
		)
	if kept.updated_at is not None:
		when = format_instant(kept.updated_at)
		note = f"{note} {_('Las guardó %(name)s, el %(when)s.', name=kept.updated_by, when=when)}"
	title = _("Reglas de llamada") if campaign_id is None else _("Reglas de esta campaña")
	return FormPage(title, RULES, form, back=back, crumbs=crumbs, note=note.strip()).render()
