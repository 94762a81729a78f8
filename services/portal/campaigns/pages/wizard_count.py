"""The live counts beside the criteria: how many, and how many of them other campaigns have."""

from contextlib import suppress

from flask import render_template
from werkzeug.datastructures import MultiDict

from chasqui.contracts.campaigns.campaigns import Weights
from chasqui.contracts.campaigns.exclusions import CandidateExclusions, ExclusionRequest
from chasqui.contracts.campaigns.overlaps import (
	MOST_COUNTED,
	CandidateOverlap,
	CandidateRequest,
)
from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import exclusions as exclusions_api
from chasqui.contracts.endpoints.campaigns import overlaps as overlaps_api
from chasqui.kernel.errors import Invalid, Unavailable
from portal.campaigns.charts import list_genders, list_top_provinces
from portal.campaigns.forms.draft import Draft
from portal.shell.forms.form import Form, Raw
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask

PREFIX = "criteria."


def read_criteria(typed: Raw) -> Form[SegmentCriteria]:
	"""Return the criteria's part of the wizard's form."""
	raw = {
		name.removeprefix(PREFIX): texts for name, texts in typed.items() if name.startswith(PREFIX)
	}
	return Form(SegmentCriteria, raw)


def answer_count(typed: MultiDict[str, str]) -> str:
	"""Return the panel with the count, or with what is wrong with the criteria."""
	form = read_criteria(typed.to_dict(flat=False))
	criteria = form.validate()
	count: SegmentCount | None = None
	failure = ""
	if criteria is not None:
		try:
			count = ask(audiences_api.count_segment, body=criteria)
		except Invalid as error:
			form.add_failure(error)
		except Unavailable as error:
			failure = str(error.detail)
	return render_template(
		"campaigns/wizard/_count.html",
		count=count,
		faults=list(form.errors.values()),
		failure=failure,
		genders=list_genders(count.by_gender) if count else [],
		provinces=list_top_provinces(count.by_province) if count else [],
	)


def answer_repeated(typed: MultiDict[str, str], draft: Draft) -> str:
	"""Return what other campaigns have of it; criteria that are wrong are said beside it."""
	asked = read_candidates(typed.to_dict(flat=False), draft)
	found: Part[CandidateOverlap] | None = None
	if asked is not None:
		with suppress(Invalid):
			found = load_part(lambda: ask(overlaps_api.count_candidates, body=asked))
	return render_template("campaigns/wizard/_repeated.html", found=found, most=MOST_COUNTED)


def answer_excluded(typed: MultiDict[str, str]) -> str:
	"""Return whom of them there is a reason to leave out."""
	raw = {
		name: texts
		for name, texts in typed.to_dict(flat=False).items()
		if name.startswith(PREFIX) or name == "contacted_days"
	}
	asked = Form(ExclusionRequest, raw).validate()
	found: Part[CandidateExclusions] | None = None
	if asked is not None:
		with suppress(Invalid):
			found = load_part(lambda: ask(exclusions_api.count_exclusions, body=asked))
	days = asked.contacted_days if asked else None
	return render_template(
		"campaigns/wizard/_excluded.html", found=found, most=MOST_COUNTED, days=days
	)


def read_candidates(typed: Raw, draft: Draft) -> CandidateRequest | None:
	"""Return what the criteria ask, with what the campaign weighs if that is sound by now."""
	raw = {name: texts for name, texts in typed.items() if name.startswith(PREFIX)}
	known = {**draft.raw, **typed}
	weights = Form(Weights, {name: known[name] for name in Weights.model_fields if name in known})
	weights.validate()
	sound = {name: texts for name, texts in weights.raw.items() if not weights.find_error(name)}
	asked = Form(CandidateRequest, {**raw, **sound}).validate()
	return asked and asked.model_copy(update={"campaign_id": draft.campaign_id})
