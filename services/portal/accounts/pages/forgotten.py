"""«Olvidé mi contraseña»: a link by mail. The answer reveals nothing of who has an account."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from chasqui.contracts.campaigns.passwords import ForgottenRequest
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.errors import TooMany, Unavailable
from chasqui.kernel.security.access import open_to_all
from portal.accounts.pages.entering import explain_failure
from portal.shell.forms.form import GENERAL, Form
from portal.siblings import ask

blueprint = Blueprint("forgotten", __name__, url_prefix="/ingreso")


@blueprint.get("/olvido")
@open_to_all
def show() -> ResponseReturnValue:
	"""Ask for the username, or the e-mail."""
	return render_template("accounts/passwords/forgotten.html", form=Form(ForgottenRequest))


@blueprint.post("/olvido")
@open_to_all
def send() -> ResponseReturnValue:
	"""Have a link sent, and say the same to everybody."""
	form = Form.read(ForgottenRequest, request.form)
	asked, status = form.validate(address=request.remote_addr or ""), 422
	if asked is not None:
		try:
			ask(accounts_api.forget_password, body=asked)
			return render_template("accounts/passwords/sent.html", login=asked.login)
		except (TooMany, Unavailable) as error:
			form.errors[GENERAL], status = explain_failure(error, ""), error.status
	return render_template("accounts/passwords/forgotten.html", form=form), status
