"""The second step of a sign-in: a code, or setting a second factor up where it is demanded."""

from collections.abc import Callable

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.campaigns.second_factor import CodeProof, SecondStepRequest, StepKind
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.errors import AppError, Conflict, Invalid, Unauthenticated
from chasqui.kernel.security.access import open_to_all
from portal.accounts.pages.entering import enter, explain_failure, find_way
from portal.session.device import keep_device, read_agent, read_device
from portal.session.second_step import WaitingStep, find_enrolment, find_step
from portal.session.staff import close_staff_session, find_person, open_staff_session
from portal.shell.forms.form import GENERAL, Form
from portal.shell.pages.parts import notify
from portal.siblings import ask

TICKET_REFUSED = "ticket_refused"

blueprint = Blueprint("second_step", __name__, url_prefix="/ingreso")


@blueprint.get("/codigo")
@open_to_all
def ask_code() -> ResponseReturnValue:
	"""Ask for a code of the app, or for a recovery code (`?recuperacion=1`)."""
	step = find_step(StepKind.CODE)
	return render_code(Form(CodeProof)) if step else start_again()


@blueprint.post("/codigo")
@open_to_all
def take_code() -> ResponseReturnValue:
	"""Open a session for a right code."""
	step, form = find_step(StepKind.CODE), Form.read(CodeProof, request.form)
	if step is None:
		return start_again()
	if (proof := form.validate()) is None:
		return render_code(form), 422
	try:
		answer = ask(accounts_api.take_second_step, body=build_request(step, proof))
	except AppError as error:
		return start_again(step.way) if is_late(error) else refuse(form, error, render_code)
	return enter(answer, step.way)


@blueprint.get("/configurar")
@open_to_all
def set_up() -> ResponseReturnValue:
	"""Show the second factor that has to be set up before anything else."""
	is_due = find_step(StepKind.ENROLMENT) and find_enrolment()
	return render_set_up(Form(CodeProof)) if is_due else start_again()


@blueprint.post("/configurar")
@open_to_all
def confirm() -> ResponseReturnValue:
	"""Switch the factor on by a first code, open a session and show the recovery codes."""
	step, form = find_step(StepKind.ENROLMENT), Form.read(CodeProof, request.form)
	if step is None or find_enrolment() is None:
		return start_again()
	if (proof := form.validate()) is None:
		return render_set_up(form), 422
	try:
		answer = ask(accounts_api.confirm_enrolment, body=build_request(step, proof))
	except AppError as error:
		return start_again(step.way) if is_late(error) else refuse(form, error, render_set_up)
	open_staff_session(answer.tokens)
	codes, way = answer.recovery.codes, find_way(step.way)
	page = render_template("accounts/second_factor/codes.html", codes=codes, way=way)
	response = make_response(page)
	keep_device(response, answer.tokens.device)
	return response


def build_request(step: WaitingStep, proof: CodeProof) -> SecondStepRequest:
	"""Return the step with the code that was typed, and where it came from."""
	return SecondStepRequest(
		ticket=step.ticket,
		code=proof.code,
		address=request.remote_addr or "",
		agent=read_agent(),
		device=read_device(),
	)


def render_code(form: Form[CodeProof]) -> str:
	"""Return the page that asks for a code; what was typed is not shown again."""
	is_recovery = bool(request.args.get("recuperacion"))
	form.raw = {}
	return render_template(
		"accounts/second_factor/ask_code.html", form=form, is_recovery=is_recovery
	)


def render_set_up(form: Form[CodeProof]) -> str:
	"""Return the page that shows the factor to set up."""
	form.raw = {}
	enrolment = find_enrolment()
	return render_template("accounts/second_factor/demanded.html", form=form, enrolment=enrolment)


def is_late(error: AppError) -> bool:
	"""Return whether the step waits no more: its ticket is old, or the account changed."""
	is_refused = isinstance(error, Unauthenticated) and error.code == TICKET_REFUSED
	return is_refused or isinstance(error, Conflict)


def refuse(
	form: Form[CodeProof], error: AppError, render: Callable[[Form[CodeProof]], str]
) -> ResponseReturnValue:
	"""Return the page again, with what was wrong."""
	wrong = str(_("El código no es correcto, o ya se usó."))
	is_of_field = isinstance(error, Unauthenticated | Invalid)
	form.errors["code" if is_of_field else GENERAL] = explain_failure(error, wrong)
	return render(form), error.status


def start_again(way: str = "") -> ResponseReturnValue:
	"""Lead back to the password; who is in already, onward."""
	if find_person() is not None:
		return redirect(find_way(way), 303)
	close_staff_session()
	notify(_("El ingreso caducó. Escriba otra vez su usuario y su contraseña."), "info")
	return redirect(url_for("sign_in.show", next=way or None), 303)
