"""Choosing a password by a link. Opening it changes nothing: mail scanners click."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.campaigns.passwords import LinkCheck, LinkOwner, LinkUse
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.errors import Unauthenticated, Unavailable
from chasqui.kernel.security.access import open_to_all
from portal.accounts.pages.entering import explain_failure
from portal.session.password_link import drop_link, find_link, keep_link
from portal.session.staff import close_staff_session
from portal.shell.forms.form import GENERAL, Form
from portal.shell.pages.parts import notify
from portal.siblings import ask

MIN_TOKEN, MAX_TOKEN = 20, 200

blueprint = Blueprint("passwords", __name__, url_prefix="/clave")


@blueprint.get("/<token>")
@open_to_all
def open_link(token: str) -> ResponseReturnValue:
	"""Take the token out of the address."""
	if MIN_TOKEN <= len(token) <= MAX_TOKEN:
		keep_link(token)
	else:
		drop_link()
	return redirect(url_for("passwords.show"), 303)


@blueprint.get("/")
@open_to_all
def show() -> ResponseReturnValue:
	"""Ask for the new password, for whose the link is."""
	return render_choice(Form(LinkUse))


@blueprint.post("/")
@open_to_all
def choose() -> ResponseReturnValue:
	"""Take the new password, and lead to the sign-in."""
	form, token = Form.read(LinkUse, request.form), find_link()
	if token is None:
		return render_late()
	typed = request.form.get("password", "")
	given = {"token": token, "address": request.remote_addr or ""}
	given |= {"password": typed} if typed else {}
	try:
		made = form.save(
			lambda fields: ask(accounts_api.use_password_link, body=fields) or True, given=given
		)
	except Unauthenticated:
		return render_late()
	if made is None:
		return render_choice(form, 422)
	close_staff_session()
	notify(_("Su contraseña quedó guardada. Ingrese con ella."))
	return redirect(url_for("sign_in.show"), 303)


def render_choice(form: Form[LinkUse], status: int = 200) -> ResponseReturnValue:
	"""Return the page that asks for the password; what was typed is not shown again."""
	token = find_link()
	if token is None:
		return render_late()
	form.raw = {}
	owner: LinkOwner | None = None
	try:
		asked = LinkCheck(token=token, address=request.remote_addr or "")
		owner = ask(accounts_api.check_password_link, body=asked)
	except Unauthenticated:
		return render_late()
	except Unavailable as error:
		form.errors.setdefault(GENERAL, explain_failure(error, ""))
		status = error.status
	return render_template("accounts/passwords/choose.html", form=form, owner=owner), status


def render_late() -> ResponseReturnValue:
	"""Return the page of a link that serves no more, and drop the link."""
	drop_link()
	return render_template("accounts/passwords/late.html"), 401
