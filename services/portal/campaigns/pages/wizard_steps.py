"""What each step's page needs, and the ways between the steps."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.campaigns.campaigns import (
	Campaign,
	CampaignFields,
	Priority,
	RepeatedRule,
)
from chasqui.contracts.customers.segments import SegmentCount
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.errors import Invalid
from portal.campaigns.forms.draft import NEW, Draft
from portal.campaigns.forms.steps import STEPS, Step, find_previous, find_step_of
from portal.campaigns.labels.criteria import group_controls
from portal.campaigns.labels.fields import FIELD_NAMES
from portal.campaigns.pages.wizard_count import read_criteria
from portal.mailing.clients import list_designs
from portal.shell.forms.form import Form
from portal.shell.labels.options import read_options
from portal.shell.labels.places import list_cantons, name_province
from portal.shell.pages.parts import Part, load_part, notify
from portal.siblings import ask


def link_step(step: Step, draft: Draft) -> str:
	"""Return the address of a step; it names the campaign while nothing else remembers it."""
	source = draft.campaign_id if draft.version == NEW else None
	return url_for("wizard.show_step", draft_id=draft.id, key=step.key, de=source)


def go_to(step: Step, draft: Draft) -> ResponseReturnValue:
	"""Lead to a step: a page that was sent is never left to be sent again."""
	return redirect(link_step(step, draft), 303)


def show_saved(draft: Draft) -> ResponseReturnValue:
	"""Lead to the campaign that a draft has become."""
	notify(_("Esta campaña ya quedó guardada."), "info")
	return redirect(url_for("campaign.show", campaign_id=draft.saved_as), 303)


def render_step(
	step: Step, draft: Draft, form: Form[CampaignFields], status: int = 200
) -> ResponseReturnValue:
	"""Return a step's page. No browser keeps it: «Back» shows what the draft says now."""
	page = render_template(
		f"campaigns/wizard/{step.key}.html",
		step=step,
		steps=STEPS,
		previous=find_previous(step),
		draft=draft,
		form=form,
		names=FIELD_NAMES,
		action=link_step(step, draft),
		find_step_of=find_step_of,
		conflict=find_conflict(draft) if step is STEPS[-1] else None,
		designs=load_part(list_designs) if step.key != "segmento" else None,
		reach=find_reach(form) if step is STEPS[-1] else None,
		criteria_rows=group_controls(),
		further_rows=group_controls(is_further=True),
		repeated_rules=read_options(RepeatedRule),
		priorities=read_options(Priority),
		cantons=[
			(name_province(code), list_cantons(code))
			for code in form.list_values("criteria.provinces")
			if list_cantons(code)
		],
	)
	response = make_response(page, status)
	response.headers["Cache-Control"] = "no-store"
	return response


def find_conflict(draft: Draft) -> Campaign | None:
	"""Return the campaign that a draft changes, where somebody else changed it meanwhile."""
	if draft.campaign_id is None:
		return None
	campaign = ask(campaigns_api.show_campaign, campaign_id=draft.campaign_id)
	return campaign if campaign.version != draft.campaign_version else None


def find_reach(form: Form[CampaignFields]) -> Part[SegmentCount] | None:
	"""Return how many the campaign would reach; None while its criteria are wrong."""
	criteria = read_criteria(form.raw).validate()
	if criteria is None:
		return None
	try:
		return load_part(lambda: ask(audiences_api.count_segment, body=criteria))
	except Invalid:
		return None
