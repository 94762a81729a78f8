"""Checks the draft and saves it as a campaign."""

from flask import make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields, CampaignUpdate
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.errors import AppError, Conflict, FieldError, Invalid, Unavailable
from portal.campaigns.forms.draft import Draft, drop_draft
from portal.campaigns.forms.steps import STEPS, Step, find_step_of
from portal.campaigns.pages.wizard_steps import render_step
from portal.shell.forms.form import Form
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

SEGMENT = STEPS[0]
LAST = STEPS[-1]


def check_step(step: Step, draft: Draft) -> Form[CampaignFields]:
	"""Return the form with the errors of one step only."""
	form = Form(CampaignFields, draft.raw)
	form.validate()
	form.keep_only(step.error_names)
	if step is SEGMENT and not form.errors:
		check_criteria(form)
	return form


def check_criteria(form: Form[CampaignFields]) -> None:
	"""Ask campaigns whether it takes the criteria (K14); if it is down, saving will tell."""
	raw = {name: texts for name, texts in form.raw.items() if name.startswith("criteria.")}
	filler = {"name": ["———"], "starts_on": ["2000-01-01"], "ends_on": ["2000-01-01"]}
	fields = Form(CampaignFields, {**raw, **filler}).validate()
	if fields is None:
		return
	try:
		ask(audiences_api.count_segment, body=fields.criteria)
	except Invalid as error:
		form.add_errors(
			FieldError(f"criteria.{found.field}", found.message, found.code)
			for found in error.fields or [FieldError("", error.detail)]
		)
	except Unavailable:
		return


def save_draft(draft: Draft, *, overwrite: bool) -> ResponseReturnValue:
	"""Save the campaign and show it; or show the step where something is wrong."""
	form = Form(CampaignFields, draft.raw)
	fields = form.validate()
	if fields is None:
		return show_first_error(draft, form)
	if overwrite and draft.campaign_id is not None:
		draft.version = ask(campaigns_api.show_campaign, campaign_id=draft.campaign_id).version
	try:
		campaign = send_fields(draft, fields)
	except Conflict as error:
		return show_conflict(draft, form, error)
	except (Invalid, Unavailable) as error:
		form.add_failure(error)
		return show_first_error(draft, form, error)
	response = make_response(redirect(url_for("campaign.show", campaign_id=campaign.id), 303))
	drop_draft(response)
	notify(_("La campaña «%(name)s» quedó guardada.", name=campaign.name))
	return response


def send_fields(draft: Draft, fields: CampaignFields) -> Campaign:
	"""Create the campaign, or change the one that the draft came from."""
	if draft.campaign_id is None:
		return ask_once(draft.nonce, campaigns_api.create_campaign, body=fields)
	update = CampaignUpdate(**dict(fields), version=draft.version)
	return ask(campaigns_api.update_campaign, campaign_id=draft.campaign_id, body=update)


def show_first_error(
	draft: Draft, form: Form[CampaignFields], error: AppError | None = None
) -> ResponseReturnValue:
	"""Return the page of the first step that has something wrong."""
	first = min((find_step_of(name) for name in form.errors), key=STEPS.index)
	return render_step(first, draft, form, error.status if error else 422)


def show_conflict(draft: Draft, form: Form[CampaignFields], error: Conflict) -> ResponseReturnValue:
	"""Return the last step, which tells that somebody else was quicker and what can be done."""
	current = None
	if draft.campaign_id is not None:
		current = ask(campaigns_api.show_campaign, campaign_id=draft.campaign_id)
	if current is None or current.version == draft.version:
		form.add_failure(error)
		current = None
	return render_step(LAST, draft, form, 409, conflict=current)
