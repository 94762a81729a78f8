"""The campaign wizard: each step keeps what was typed, the last one saves."""

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import CampaignFields
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.security.access import grant
from portal.campaigns.forms.draft import Draft, drop_draft, read_draft, write_draft
from portal.campaigns.forms.steps import STEPS, Step, find_next, find_step
from portal.campaigns.pages.wizard_count import answer_count
from portal.campaigns.pages.wizard_saving import check_step, save_draft
from portal.campaigns.pages.wizard_steps import render_step
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.labels.places import list_cantons, name_province
from portal.shell.pages.parts import notify
from portal.siblings import ask

SAVE, DISCARD = "guardar", "descartar"

blueprint = Blueprint("wizard", __name__, url_prefix="/campanas")


@blueprint.get("/nueva")
@grant(Permission.CAMPAIGNS_WRITE)
def begin() -> ResponseReturnValue:
	"""Begin a campaign, or go on with the one that was being typed."""
	draft = load_draft()
	if draft.campaign_id is not None:
		draft = Draft(owner=read_person().id)
	elif draft.raw:
		notify(_("Retomamos el borrador que dejó."), "info")
	return go_to(STEPS[0], draft)


@blueprint.get("/<int:campaign_id>/editar")
@grant(Permission.CAMPAIGNS_WRITE)
def edit(campaign_id: int) -> ResponseReturnValue:
	"""Begin to change a campaign that exists."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	draft = Draft(
		raw={
			name: texts for name, texts in Form.show(CampaignFields, campaign).raw.items() if texts
		},
		owner=read_person().id,
		campaign_id=campaign.id,
		version=campaign.version,
		visited=[step.key for step in STEPS],
	)
	return go_to(STEPS[0], draft)


@blueprint.get("/asistente/<key>")
@grant(Permission.CAMPAIGNS_WRITE)
def show_step(key: str) -> ResponseReturnValue:
	"""Show a step with what was typed so far."""
	draft = load_draft()
	step = find_step(key) or abort(404)
	return render_template_step(step, draft)


@blueprint.post("/asistente/<key>")
@grant(Permission.CAMPAIGNS_WRITE)
def keep_step(key: str) -> ResponseReturnValue:
	"""Keep a step; go on, go elsewhere, save or discard."""
	step = find_step(key) or abort(404)
	draft = load_draft()
	draft.keep(list(step.fields), request.form.to_dict(flat=False))
	if step.key not in draft.visited:
		draft.visited.append(step.key)
	way = request.form.get("go", "")
	if way == DISCARD:
		return discard(draft)
	if way == SAVE:
		return save_draft(draft, overwrite="overwrite" in request.form)
	form = check_step(step, draft) if way == "" else None
	if form is not None and form.errors:
		return render_step(step, draft, form, 422)
	return go_to(find_step(way) or find_next(step) or step, draft)


@blueprint.post("/asistente/conteo")
@grant(Permission.CAMPAIGNS_WRITE)
def count() -> ResponseReturnValue:
	"""Return how many customers the typed criteria hold."""
	return answer_count(request.form)


@blueprint.post("/asistente/cantones")
@grant(Permission.CAMPAIGNS_WRITE)
def show_cantons() -> ResponseReturnValue:
	"""Return the cantons of the chosen provinces."""
	form = Form.read(CampaignFields, request.form)
	return render_template("campaigns/wizard/_cantons.html", form=form, groups=group_cantons(form))


def group_cantons(form: Form[CampaignFields]) -> list[tuple[str, list[tuple[str, str]]]]:
	"""Return (province's name, its cantons) for each chosen province."""
	codes = form.list_values("criteria.provinces")
	return [(name_province(code), list_cantons(code)) for code in codes if list_cantons(code)]


def render_template_step(step: Step, draft: Draft) -> ResponseReturnValue:
	"""Return a step's page; no errors before something was sent."""
	return render_step(step, draft, Form(CampaignFields, draft.raw))


def load_draft() -> Draft:
	"""Return the draft of this person, or an empty one."""
	owner = read_person().id
	return read_draft(owner) or Draft(owner=owner)


def go_to(step: Step, draft: Draft) -> ResponseReturnValue:
	"""Keep the draft and show a step."""
	response = make_response(redirect(url_for("wizard.show_step", key=step.key), 303))
	if not write_draft(response, draft):
		notify(_("Eligió demasiados cantones para guardar el borrador. Elija menos."), "warn")
	return response


def discard(draft: Draft) -> ResponseReturnValue:
	"""Forget the draft."""
	here = draft.campaign_id
	way = url_for("campaign.show", campaign_id=here) if here else url_for("campaigns.show_list")
	response = make_response(redirect(way, 303))
	drop_draft(response)
	notify(_("El borrador se descartó."), "info")
	return response
