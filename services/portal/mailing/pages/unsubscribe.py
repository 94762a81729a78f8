"""The way out of the mailings, for everybody. Opening it does nothing: mail scanners click."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from chasqui.contracts.endpoints.mailer import people as mails_api
from chasqui.contracts.mailer.people import UnsubscribeRequest
from chasqui.kernel.errors import Invalid, NotFound
from chasqui.kernel.security.access import open_to_all
from portal.session.csrf import exempt_from_csrf
from portal.siblings import ask

blueprint = Blueprint("unsubscribe", __name__, url_prefix="/baja")


@blueprint.get("/<path:token>")
@open_to_all
def show(token: str) -> ResponseReturnValue:
	"""Ask for the confirmation."""
	try:
		view = ask(mails_api.show_unsubscribe, query=UnsubscribeRequest(token=token))
	except (Invalid, NotFound):
		return render_template("mailing/unsubscribe.html", view=None), 404
	return render_template("mailing/unsubscribe.html", view=view, token=token)


@blueprint.post("/<path:token>")
@open_to_all
@exempt_from_csrf
def unsubscribe(token: str) -> ResponseReturnValue:
	"""Stop the mails: the person's button, or the mail program's one click (RFC 8058)."""
	try:
		view = ask(mails_api.unsubscribe, body=UnsubscribeRequest(token=token))
	except (Invalid, NotFound):
		return render_template("mailing/unsubscribe.html", view=None), 404
	return render_template("mailing/unsubscribe.html", view=view, token=token)
