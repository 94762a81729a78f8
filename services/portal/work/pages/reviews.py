"""What a supervisor says of a call: well made, or what to do otherwise."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_reviews import CallReview, CallReviewUpdate, ReviewVerdict
from chasqui.contracts.campaigns.calls import CallEntry
from chasqui.contracts.endpoints.campaigns import calls as calls_api
from chasqui.kernel.security.access import grant
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.inputs import Area, Radio
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import format_instant
from portal.shell.pages.parts import notify
from portal.siblings import ask
from portal.work.labels import WORK

blueprint = Blueprint("work_reviews", __name__, url_prefix="/trabajo/llamadas")
REVIEW = FormLayout(
	CallReviewUpdate,
	[
		Fieldset(
			[
				Radio("verdict", lazy_gettext("Qué le parece"), options=ReviewVerdict),
				Area(
					"note",
					lazy_gettext("Nota para el asesor"),
					lazy_gettext("La lee en «Mi trabajo». De una observada, qué hacer distinto."),
				),
			]
		)
	],
)


@blueprint.get("/<int:call_id>/revision")
@grant(Permission.CALLS_REVIEW)
def ask_review(call_id: int) -> ResponseReturnValue:
	"""Show a call, to be reviewed."""
	call = ask(calls_api.show_call, call_id=call_id)
	form = (
		Form.show(CallReviewUpdate, call.review)
		if call.review is not None
		else Form(CallReviewUpdate, {"version": ["0"]})
	)
	return render_review(form, call)


@blueprint.post("/<int:call_id>/revision")
@grant(Permission.CALLS_REVIEW)
def keep(call_id: int) -> ResponseReturnValue:
	"""Keep what is said of a call."""
	form = Form.read(CallReviewUpdate, request.form)
	kept = form.save(
		lambda body: ask(calls_api.review_call, call_id=call_id, body=body), current=CallReview
	)
	if kept is None:
		return render_review(form, ask(calls_api.show_call, call_id=call_id)), 422
	notify(_("La revisión quedó guardada; el asesor la ve en «Mi trabajo»."))
	return redirect(url_for("work_calls.show_list"), 303)


def render_review(form: Form[CallReviewUpdate], call: CallEntry) -> str:
	"""Return the form of a review."""
	back = url_for("work_calls.show_list")
	return FormPage(
		_("Revisar una llamada"),
		REVIEW,
		form,
		back=back,
		crumbs=[(url_for("work.show_callbacks"), WORK), (back, _("Llamadas"))],
		chips=[call.result],
		note=_(
			"%(advisor)s a %(customer)s, el %(when)s. %(note)s",
			advisor=call.advisor_name,
			customer=call.customer_name or _("(datos eliminados)"),
			when=format_instant(call.recorded_at),
			note=call.note,
		),
	).render()
