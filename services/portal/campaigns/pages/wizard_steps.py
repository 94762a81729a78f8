"""What each step's page needs."""

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields
from portal.campaigns.forms.draft import Draft, write_draft
from portal.campaigns.forms.steps import FIELD_NAMES, STEPS, Step, find_previous, find_step_of
from portal.campaigns.labels.criteria import group_controls
from portal.mailing.clients import list_designs
from portal.shell.forms.form import Form
from portal.shell.labels.places import list_cantons, name_province
from portal.shell.pages.parts import load_part

DAYS = [*((str(day), str(day)) for day in range(1, 29)), ("last", "")]


def render_step(
	step: Step,
	draft: Draft,
	form: Form[CampaignFields],
	status: int = 200,
	conflict: Campaign | None = None,
) -> ResponseReturnValue:
	"""Return a step's page and keep the draft."""
	page = render_template(
		f"campaigns/wizard/{step.key}.html",
		step=step,
		steps=STEPS,
		previous=find_previous(step),
		draft=draft,
		form=form,
		names=FIELD_NAMES,
		find_step_of=find_step_of,
		conflict=conflict,
		designs=load_part(list_designs) if step.key != "segmento" else None,
		criteria_rows=group_controls(),
		cantons=[
			(name_province(code), list_cantons(code))
			for code in form.list_values("criteria.provinces")
			if list_cantons(code)
		],
	)
	response = make_response(page, status)
	write_draft(response, draft)
	return response
