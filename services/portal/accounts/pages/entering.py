"""What the steps of a sign-in share: the way in, and why it does not open."""

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chasqui.contracts.campaigns.second_factor import EnrolmentRequest, SecondStep, StepKind
from chasqui.contracts.campaigns.staff import TokenAnswer
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.errors import AppError, TooMany, Unavailable
from portal.session.device import keep_device
from portal.session.local_ways import keep_local
from portal.session.second_step import keep_enrolment, keep_step
from portal.session.staff import open_staff_session
from portal.shell.labels.formats import format_seconds
from portal.siblings import ask


def enter(answer: TokenAnswer, way: str | None) -> Response:
	"""Open a session and lead to where the person was going."""
	open_staff_session(answer)
	response = redirect(find_way(way), 303)
	keep_device(response, answer.device)
	return response


def lead_to_step(step: SecondStep, way: str | None) -> Response:
	"""Lead to the page of the step that the account asks for; nothing else opens before."""
	keep_step(step, keep_local(way) or "")
	if step.kind is StepKind.CODE:
		return redirect(url_for("second_step.ask_code"), 303)
	asked = EnrolmentRequest(ticket=step.ticket, address=request.remote_addr or "")
	keep_enrolment(ask(accounts_api.begin_enrolment, body=asked))
	return redirect(url_for("second_step.set_up"), 303)


def find_way(way: str | None) -> str:
	"""Return where to go on: a page of ours, the first one if none."""
	return keep_local(way) or url_for("home.show")


def explain_failure(error: AppError, wrong: str) -> str:
	"""Return why a step failed, in words; `wrong` where what was typed is."""
	if isinstance(error, TooMany):
		return explain_wait(error)
	if isinstance(error, Unavailable):
		return str(_("El ingreso no responde por ahora. Intente otra vez en un momento."))
	return wrong


def explain_wait(error: TooMany) -> str:
	"""Return how long to wait, in words."""
	wait = format_seconds(error.retry_after)
	return str(_("Demasiados intentos fallidos. Espere %(wait)s y pruebe otra vez.", wait=wait))
