"""The live count beside the criteria."""

from flask import render_template
from werkzeug.datastructures import MultiDict

from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.kernel.errors import Invalid, Unavailable
from portal.campaigns.charts import list_genders, list_top_provinces
from portal.shell.forms.form import Form, Raw
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
