"""Checks the draft and saves it as a campaign."""

from collections.abc import Callable

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields, CampaignUpdate
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import FieldError, Invalid, Unavailable
from portal.campaigns.forms.draft import Draft
from portal.campaigns.forms.steps import STEPS, Step
from portal.campaigns.pages.wizard_steps import go_to
from portal.shell.forms.form import REFUSALS, Form
from portal.shell.labels.formats import read_zone
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

SEGMENT = STEPS[0]
CRITERIA = "criteria."


def check_step(step: Step, draft: Draft) -> dict[str, str]:
	"""Return what is wrong with one step, by field: here, at campaigns, at customers."""
	own = {name: texts for name, texts in draft.raw.items() if name in step.fields}
	form = Form(CampaignFields, {**make_filler(), **own})
	fields = form.validate()
	if fields is not None:
		add_faults(form, lambda: ask(campaigns_api.check_campaign, body=fields))
	else:
		form.check_rest(lambda rest: ask(campaigns_api.check_campaign, body=rest), make_filler())
	missing = Form(CampaignFields, draft.raw)  # what was left out is not filled in for its step
	missing.validate()
	form.errors = {**missing.errors, **form.errors}
	form.keep_only(step.error_names)
	if step is SEGMENT and fields is not None and not form.errors:
		add_faults(form, lambda: ask(audiences_api.count_segment, body=fields.criteria), CRITERIA)
	return form.errors


def make_filler() -> dict[str, list[str]]:
	"""Return what stands for the steps that are not looked at."""
	today = read_now().astimezone(read_zone()).date().isoformat()
	return {"name": ["———"], "starts_on": [today], "ends_on": [today]}


def add_faults(form: Form[CampaignFields], check: Callable[[], object], prefix: str = "") -> None:
	"""Put at the form what a service refuses; one that is down is asked again when it is saved."""
	try:
		check()
	except Invalid as error:
		found = error.fields or [FieldError("", error.detail)]
		form.add_errors(FieldError(f"{prefix}{one.field}", one.message, one.code) for one in found)
	except Unavailable:
		return


def save_draft(draft: Draft, *, overwrite: bool) -> ResponseReturnValue:
	"""Save the campaign and show it; or lead to the first step where something is wrong.

	:raises AppError: the draft itself cannot be kept
	"""
	form = Form(CampaignFields, draft.raw)
	fields = form.validate()
	if fields is None:  # all that is wrong is reported at once
		for step in STEPS:
			form.errors |= check_step(step, draft)
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
