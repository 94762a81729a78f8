"""Checks the draft and saves it as a campaign."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields, CampaignUpdate
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.errors import FieldError, Invalid, Unavailable
from portal.campaigns.forms.draft import Draft
from portal.campaigns.forms.steps import STEPS, Step
from portal.campaigns.pages.wizard_steps import go_to
from portal.shell.forms.form import REFUSALS, Form
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

SEGMENT = STEPS[0]


def check_step(step: Step, draft: Draft) -> dict[str, str]:
	"""Return what is wrong with one step, by field."""
	form = Form(CampaignFields, draft.raw)
	form.validate()
	form.keep_only(step.error_names)
	if step is SEGMENT and not form.errors:
		check_criteria(form)
	return form.errors


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
	"""Save the campaign and show it; or lead to the first step where something is wrong.

	:raises AppError: the draft itself cannot be kept
	"""
	form = Form(CampaignFields, draft.raw)
	fields = form.validate()
	if overwrite and draft.campaign_id is not None:
		campaign_id = draft.campaign_id
		draft.campaign_version = ask(campaigns_api.show_campaign, campaign_id=campaign_id).version
	draft.faults = form.errors
	draft.keep()  # first of all: what is typed outlives whatever follows
	if fields is None:
		return go_to(draft.find_place(), draft)
	try:
		campaign = send_fields(draft, fields)
	except REFUSALS as error:
		form.add_failure(error)
		draft.faults = form.errors
		draft.keep()
		return go_to(draft.find_place(), draft)
	draft.saved_as = campaign.id
	draft.keep()
	notify(_("La campaña «%(name)s» quedó guardada.", name=campaign.name))
	return redirect(url_for("campaign.show", campaign_id=campaign.id), 303)


def send_fields(draft: Draft, fields: CampaignFields) -> Campaign:
	"""Create the campaign, or change the one that the draft came from."""
	if draft.campaign_id is None:
		return ask_once(draft.nonce, campaigns_api.create_campaign, body=fields)
	update = CampaignUpdate(**dict(fields), version=draft.campaign_version)
	return ask(campaigns_api.update_campaign, campaign_id=draft.campaign_id, body=update)
