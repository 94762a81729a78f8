"""The campaign wizard: each step keeps what was typed in its draft, the last one saves."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import BEGUN_PHASES, CampaignFields, Phase
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import drafts as drafts_api
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.access import grant
from portal.campaigns.forms.draft import (
	Draft,
	clone_campaign,
	list_drafts,
	load_draft,
	make_id,
)
from portal.campaigns.forms.steps import STEPS, Step, find_next, find_step
from portal.campaigns.pages.wizard_count import answer_count, answer_excluded, answer_repeated
from portal.campaigns.pages.wizard_saving import check_step, save_draft
from portal.campaigns.pages.wizard_steps import go_to, link_step, render_step, show_saved
from portal.campaigns.pages.wizard_windows import move_to_own, show_clash
from portal.shell.forms.form import REFUSALS, Form
from portal.shell.labels.formats import read_zone
from portal.shell.labels.places import list_cantons, name_province
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask

SAVE, DISCARD, UPLOAD = "guardar", "descartar", "subir"
EDITABLE = (Phase.PLANNED, Phase.SEGMENTED)

blueprint = Blueprint("wizard", __name__, url_prefix="/campanas")


@blueprint.get("/nueva")
@grant(Permission.CAMPAIGNS_WRITE)
def begin() -> ResponseReturnValue:
	"""Begin a campaign; others that were being typed stay as they are."""
	return go_to(STEPS[0], Draft(make_id()))


@blueprint.get("/<int:campaign_id>/editar")
@grant(Permission.CAMPAIGNS_WRITE)
def edit(campaign_id: int) -> ResponseReturnValue:
	"""Begin to change a campaign, or go on with the change that was being typed."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	if campaign.phase not in EDITABLE:
		if campaign.phase in BEGUN_PHASES:
			return redirect(url_for("campaign_care.show", campaign_id=campaign_id), 303)
		notify(_("La campaña terminó: sus datos no cambian más."), "warn")
		return redirect(url_for("campaign.show", campaign_id=campaign_id), 303)
	for draft in list_drafts():
		if draft.campaign_id == campaign_id:
			notify(_("Retomamos los cambios que dejó sin guardar."), "info")
			return go_to(draft.find_place(), draft)
	return go_to(STEPS[0], Draft(make_id(), campaign_id=campaign_id))


@blueprint.post("/<int:campaign_id>/copia")
@grant(Permission.CAMPAIGNS_WRITE)
def clone(campaign_id: int) -> ResponseReturnValue:
	"""Begin a campaign like another one: what it asks and says, from today on."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	draft = clone_campaign(campaign, read_now().astimezone(read_zone()).date())
	with notify_refusals():
		draft.keep()
		notify(_("Es una copia de «%(name)s»: revise nombre y fechas.", name=campaign.name), "info")
		return go_to(STEPS[0], draft)
	return redirect(url_for("campaign.show", campaign_id=campaign_id), 303)


@blueprint.get("/asistente/<int:draft_id>/<key>")
@grant(Permission.CAMPAIGNS_WRITE)
def show_step(draft_id: int, key: str) -> ResponseReturnValue:
	"""Show a step with what was typed so far, and what was wrong with it."""
	step = find_step(key) or abort(404)
	draft = load_draft(draft_id, request.args.get("de", type=int))
	if draft.saved_as is not None:
		return show_saved(draft)
	form = Form(CampaignFields, draft.raw)
	form.errors = dict(draft.faults)
	if chosen := request.args.get("diseno"):  # it has just been uploaded
		form.raw["design_id"] = [chosen]
	return render_step(step, draft, form)


@blueprint.post("/asistente/<int:draft_id>/<key>")
@grant(Permission.CAMPAIGNS_WRITE)
def keep_step(draft_id: int, key: str) -> ResponseReturnValue:
	"""Keep a step; then go on, go elsewhere, or save."""
	step = find_step(key) or abort(404)
	typed = request.form.to_dict(flat=False)
	draft = load_draft(draft_id, request.args.get("de", type=int))
	changed = draft.list_changes(step, typed)
	if draft.saved_as is not None and not changed:
		return show_saved(draft)
	is_gone = not draft.version and request.form.get("version", "0") != "0"
	if is_gone or draft.saved_as is not None:
		draft = move_to_own(draft)
	elif changed and request.form.get("seen") != draft.sign(step):
		return show_clash(step, draft, typed, changed)
	draft.take(step, typed)
	try:
		return follow(request.form.get("go", ""), step, draft)
	except REFUSALS as error:
		form = Form(CampaignFields, draft.raw)
		form.add_failure(error)
		return render_step(step, draft, form, error.status)


def follow(way: str, step: Step, draft: Draft) -> ResponseReturnValue:
	"""Keep the draft, and go where its form says.

	:raises AppError: it cannot be kept
	"""
	if way == SAVE:
		return save_draft(draft, overwrite="overwrite" in request.form)
	if way == "":
		draft.faults |= check_step(step, draft)
	draft.keep()
	if way == DISCARD:
		return redirect(url_for("wizard.ask_drop", draft_id=draft.id, paso=step.key), 303)
	if way == UPLOAD:
		return redirect(url_for("designs.ask_upload", next=link_step(step, draft)), 303)
	is_wrong = way == "" and any(name in draft.faults for name in step.error_names)
	return go_to(step if is_wrong else find_step(way) or find_next(step) or step, draft)


@blueprint.get("/asistente/<int:draft_id>/descartar")
@grant(Permission.CAMPAIGNS_WRITE)
def ask_drop(draft_id: int) -> ResponseReturnValue:
	"""Ask whether to delete a draft."""
	draft = load_draft(draft_id)
	step = find_step(request.args.get("paso", ""))
	kept = _("La campaña sigue como está; solo se pierden los cambios sin guardar.")
	return Question(
		title=_("Descartar el borrador «%(name)s»", name=draft.name or _("sin nombre")),
		texts=[kept if draft.campaign_id else _("Lo que escribió se pierde.")],
		action=url_for("wizard.drop", draft_id=draft_id),
		yes=_("Descartar"),
		no=_("Volver"),
		back=link_step(step, draft) if step else url_for("campaigns.show_list"),
		icon="trash",
	).render()


@blueprint.post("/asistente/<int:draft_id>/descartar")
@grant(Permission.CAMPAIGNS_WRITE)
def drop(draft_id: int) -> ResponseReturnValue:
	"""Delete a draft."""
	ask(drafts_api.drop_draft, draft_id=draft_id)
	notify(_("El borrador se descartó."), "info")
	return redirect(url_for("campaigns.show_list"), 303)


@blueprint.post("/asistente/conteo")
@grant(Permission.CAMPAIGNS_WRITE)
def count() -> ResponseReturnValue:
	"""Return how many customers the typed criteria hold."""
	return answer_count(request.form)


@blueprint.post("/asistente/<int:draft_id>/repetidos")
@grant(Permission.CAMPAIGNS_WRITE)
def count_repeated(draft_id: int) -> ResponseReturnValue:
	"""Return how many of whom the typed criteria hold are in other campaigns."""
	draft = load_draft(draft_id, request.args.get("de", type=int))
	return answer_repeated(request.form, draft)


@blueprint.post("/asistente/excluidos")
@grant(Permission.CAMPAIGNS_WRITE)
def count_excluded() -> ResponseReturnValue:
	"""Return how many of whom the typed criteria hold there is a reason to leave out."""
	return answer_excluded(request.form)


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
