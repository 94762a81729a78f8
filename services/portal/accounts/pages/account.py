"""«Mi cuenta»: who signed in, and the second factor."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.second_factor import CodeProof, FullProof, PasswordProof
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.errors import AppError, Conflict, TooMany, Unauthenticated
from chasqui.kernel.security.access import grant
from portal.accounts.lists.sessions import SESSIONS
from portal.accounts.pages.entering import explain_wait
from portal.session.second_step import drop_enrolment, find_enrolment, keep_enrolment
from portal.shell.forms.form import GENERAL, Form
from portal.shell.pages.parts import load_part, notify
from portal.siblings import ask

AnyProof = TypeVar("AnyProof", PasswordProof, CodeProof, FullProof)

blueprint = Blueprint("account", __name__, url_prefix="/mi-cuenta")


@blueprint.get("/")
@grant(Permission.ACCOUNT_OWN)
def show() -> ResponseReturnValue:
	"""Show who one is, how the second factor stands, and which sign-ins are open."""
	return render_account(Form(PasswordProof))


@blueprint.post("/segundo-factor/empezar")
@grant(Permission.ACCOUNT_OWN)
def begin() -> ResponseReturnValue:
	"""Make a second factor to set up, for who knows the password."""
	form = Form.read(PasswordProof, request.form)
	proof = form.validate(**read_password())
	if proof is None:
		return render_account(form), 422
	try:
		keep_enrolment(ask(accounts_api.begin_second_factor, body=proof))
	except AppError as error:
		return refuse(form, error, render_account)
	return redirect(url_for("account.set_up"), 303)


@blueprint.get("/segundo-factor")
@grant(Permission.ACCOUNT_OWN)
def set_up() -> ResponseReturnValue:
	"""Show the factor that waits for its first code."""
	if find_enrolment() is None:
		return redirect(url_for("account.show"), 303)
	return render_set_up(Form(CodeProof))


@blueprint.post("/segundo-factor")
@grant(Permission.ACCOUNT_OWN)
def confirm() -> ResponseReturnValue:
	"""Switch it on by a first code, and show the recovery codes."""
	form = Form.read(CodeProof, request.form)
	proof = form.validate()
	if find_enrolment() is None:
		return redirect(url_for("account.show"), 303)
	if proof is None:
		return render_set_up(form), 422
	try:
		codes = ask(accounts_api.confirm_second_factor, body=proof).codes
	except AppError as error:
		return refuse(form, error, render_set_up)
	drop_enrolment()
	return render_codes(codes)


@blueprint.get("/codigos")
@grant(Permission.ACCOUNT_OWN)
def ask_codes() -> ResponseReturnValue:
	"""Ask for what it takes to get new recovery codes."""
	return render_proof(Form(FullProof), "renew")


@blueprint.post("/codigos")
@grant(Permission.ACCOUNT_OWN)
def renew_codes() -> ResponseReturnValue:
	"""Show new recovery codes."""
	form = Form.read(FullProof, request.form)
	proof = form.validate(**read_password())
	if proof is None:
		return render_proof(form, "renew"), 422
	try:
		return render_codes(ask(accounts_api.renew_recovery_codes, body=proof).codes)
	except AppError as error:
		return refuse(form, error, lambda form: render_proof(form, "renew"))


@blueprint.get("/segundo-factor/apagar")
@grant(Permission.ACCOUNT_OWN)
def ask_switch_off() -> ResponseReturnValue:
	"""Ask for what it takes to switch the factor off."""
	return render_proof(Form(FullProof), "switch_off")


@blueprint.post("/segundo-factor/apagar")
@grant(Permission.ACCOUNT_OWN)
def switch_off() -> ResponseReturnValue:
	"""Switch the factor off."""
	form = Form.read(FullProof, request.form)
	proof = form.validate(**read_password())
	if proof is None:
		return render_proof(form, "switch_off"), 422
	try:
		ask(accounts_api.switch_off_second_factor, body=proof)
	except AppError as error:
		return refuse(form, error, lambda form: render_proof(form, "switch_off"))
	notify(_("Apagó el segundo factor: para ingresar basta su contraseña."), "warn")
	return redirect(url_for("account.show"), 303)


def read_password() -> dict[str, str]:
	"""Return the password as it was typed; nothing where none was."""
	typed = request.form.get("password", "")
	return {"password": typed} if typed else {}


def render_account(form: Form[PasswordProof]) -> str:
	"""Return the account's page."""
	return render_template(
		"accounts/own_account.html",
		form=form,
		state=load_part(partial(ask, accounts_api.show_second_factor)),
		account=load_part(partial(ask, accounts_api.show_account)),
		sessions=load_part(partial(ask, accounts_api.list_sessions)),
		table=SESSIONS,
	)


def render_set_up(form: Form[CodeProof]) -> str:
	"""Return the page of the factor that waits; what was typed is not shown again."""
	form.raw = {}
	enrolment = find_enrolment()
	return render_template("accounts/second_factor/set_up.html", form=form, enrolment=enrolment)


def render_proof(form: Form[FullProof], action: str) -> str:
	"""Return the page that asks for password and code, for `renew` or `switch_off`."""
	form.raw = {}
	return render_template(f"accounts/second_factor/{action}.html", form=form)


def render_codes(codes: list[str]) -> str:
	"""Return the page that shows recovery codes, this once."""
	way = url_for("account.show")
	return render_template("accounts/second_factor/codes.html", codes=codes, way=way)


def refuse(
	form: Form[AnyProof], error: AppError, render: Callable[[Form[AnyProof]], str]
) -> ResponseReturnValue:
	"""Return the page again with what was wrong; where the factor changed meanwhile, say that."""
	if isinstance(error, Unauthenticated):
		raise error
	if isinstance(error, Conflict):
		drop_enrolment()
		notify(error.detail, "warn")
		return redirect(url_for("account.show"), 303)
	if isinstance(error, TooMany):
		form.errors[GENERAL] = explain_wait(error)
	else:
		form.add_failure(error)
	return render(form), error.status
