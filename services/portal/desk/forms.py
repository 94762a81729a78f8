"""The forms of who calls whom."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from chasqui.contracts.campaigns.assignments import Assignment, AssignmentRequest, HandoverRequest
from chasqui.contracts.campaigns.staff import Staff
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.inputs import Choice, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Option

USUAL_COUNT = "20"
FEWER = "fewer_left"


def build_assigning(advisors: Sequence[Staff], form: Form[AssignmentRequest]) -> FormCard:
	"""Return what gives customers to an advisor."""
	count = Line(
		"count",
		_("Cuántos clientes"),
		_("Solo los que aceptan llamadas y no tienen asesor."),
		mode="numeric",
		default=USUAL_COUNT,
	)
	advisor = Choice("advisor_id", _("Asesor"), options=list_people(advisors), blank=_("Elija uno"))
	fewer = Tick("confirm_fewer", _("Sí, dar todos los que quedan"))
	asks = [fewer] if form.was_refused_as(FEWER) else []
	layout = FormLayout(AssignmentRequest, [Fieldset([advisor, count, *asks])])
	return FormCard("assign", _("Asignar clientes"), layout, form, _("Asignar"), "user-check")


def build_handover(
	campaign_id: int,
	given: Sequence[Assignment],
	advisors: Sequence[Staff],
	form: Form[HandoverRequest],
) -> FormCard | None:
	"""Return what gives the work of an advisor to another; None where nobody has any left.

	Whoever leaves or is ill: what they have yet to call goes to somebody else.
	"""
	givers = {one.advisor_id: one.advisor_name for one in given if one.pending}
	if not givers or not advisors:
		return None
	inputs = [
		Choice("from_advisor_id", _("De"), options=[*givers.items()], blank=_("Elija uno")),
		Choice("to_advisor_id", _("A"), options=list_people(advisors), blank=_("Elija uno")),
		Tick(
			"callbacks_only",
			_("Solo las llamadas prometidas"),
			_("A quien esté atendiendo ahora mismo no se le quita."),
		),
	]
	return FormCard(
		"handover",
		_("Pasar clientes a otro asesor"),
		FormLayout(HandoverRequest, [Fieldset(inputs)]),
		form,
		_("Pasar"),
		"user-check",
		url_for("calls.hand_over", campaign_id=campaign_id),
		is_collapsed=True,
	)


def list_people(advisors: Sequence[Staff]) -> list[Option]:
	"""Return advisors as choices."""
	return [(one.id, one.name) for one in advisors]
