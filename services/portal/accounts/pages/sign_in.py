"""The way in and the way out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.campaigns.second_factor import SecondStep
from chasqui.contracts.campaigns.staff import PasswordGrant, SignInRequest
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.errors import AppError, TooMany, Unauthenticated, Unavailable
from chasqui.kernel.security.access import open_to_all
from portal.accounts.clients import revoke_session
from portal.accounts.pages.entering import enter, explain_failure, lead_to_step
from portal.session.csrf import read_csrf_token
from portal.session.device import read_agent, read_device
from portal.session.local_ways import keep_local
from portal.session.staff import close_staff_session, find_person
from portal.shell.forms.form import GENERAL, Form
from portal.shell.pages.parts import notify
from portal.siblings import ask

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/ingreso")
@open_to_all
def show() -> ResponseReturnValue:
	"""Show the sign-in, unless the person is in."""
	if find_person() is not None:
		return redirect(keep_local(request.args.get("next")) or url_for("home.show"))
	return render_template("accounts/sign_in.html", form=Form(PasswordGrant))


@blueprint.post("/ingreso")
@open_to_all
def sign_in() -> ResponseReturnValue:
	"""Open a session, or lead to the second step, or say what is wrong but not which field."""
	form = Form.read(PasswordGrant, request.form)
	grant = form.validate(grant_type="password")
	if grant is None:
		form.errors = {GENERAL: _("Escriba su usuario y su contraseña.")}
		return render_template("accounts/sign_in.html", form=form), 422
	try:
		answer = ask(accounts_api.sign_in_for, body=build_request(grant))
		way = request.form.get("next")
		return lead_to_step(answer, way) if isinstance(answer, SecondStep) else enter(answer, way)
	except (Unauthenticated, TooMany, Unavailable) as error:
		wrong = _("El usuario o la contraseña no son correctos.")
		form.errors[GENERAL] = explain_failure(error, wrong)
		return render_template("accounts/sign_in.html", form=form), error.status


@blueprint.get("/ingreso/listo")
@open_to_all
def show_ready() -> ResponseReturnValue:
	"""Say that one is in, to who signed in beside a page that waits in another tab."""
	if find_person() is None:
		return redirect(url_for("sign_in.show", next=url_for("sign_in.show_ready")), 303)
	return render_template("accounts/ready.html")


@blueprint.get("/ingreso/sesion")
@open_to_all
def show_session() -> ResponseReturnValue:
	"""Give a page that stood open who is in, and the token by which its forms go on."""
	person = find_person()
	if person is None:
		return {}, 401
	return {"person": person.id, "csrf": read_csrf_token()}


@blueprint.post("/salir")
@open_to_all
def sign_out() -> ResponseReturnValue:
	"""Close the session here, and at campaigns if it answers."""
	refresh_token = close_staff_session()
	if refresh_token:
		try:
			revoke_session(refresh_token)
		except AppError:
			notify(_("Cerró su sesión en este equipo."), "info")
			return redirect(url_for("sign_in.show"), 303)
	notify(_("Cerró su sesión. ¡Hasta pronto!"), "ok")
	return redirect(url_for("sign_in.show"), 303)


def build_request(grant: PasswordGrant) -> SignInRequest:
	"""Return the sign-in that was typed, with where it came from; the password as typed."""
	return SignInRequest(
		username=grant.username,
		password=request.form["password"],
		address=request.remote_addr or "",
		agent=read_agent(),
		device=read_device(),
	)
