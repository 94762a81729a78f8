"""The way out of the mailings, for everybody. Opening it does nothing: mail scanners click."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from chasqui.contracts.endpoints.mailer import people as mails_api
from chasqui.contracts.mailer.people import UnsubscribeRequest, UnsubscribeView
from chasqui.kernel.errors import Invalid, NotFound
from chasqui.kernel.security.access import open_to_all
from chasqui.kernel.texts.languages import DEFAULT, read_language
from portal.mailing.labels.runs import ENGLISH
from portal.session.csrf import exempt_from_csrf
from portal.session.language import COOKIE
from portal.siblings import ask

ENGLISH_CODE = "en"
NO_TOKEN = (Invalid, NotFound, ValidationError)
"""A link that was cut is not even the shape of one."""

blueprint = Blueprint("unsubscribe", __name__, url_prefix="/baja")


@blueprint.get("/<path:token>")
@open_to_all
def show(token: str) -> ResponseReturnValue:
	"""Ask for the confirmation."""
	try:
		view = ask(mails_api.show_unsubscribe, query=UnsubscribeRequest(token=token))
	except NO_TOKEN:
		return render_view(None, token), 404
	return render_view(view, token)


@blueprint.post("/<path:token>")
@open_to_all
@exempt_from_csrf
def unsubscribe(token: str) -> ResponseReturnValue:
	"""Stop the mails: the person's button, or the mail program's one click (RFC 8058)."""
	try:
		view = ask(mails_api.unsubscribe, body=UnsubscribeRequest(token=token))
	except NO_TOKEN:
		return render_view(None, token), 404
	return render_view(view, token)


def render_view(view: UnsubscribeView | None, token: str) -> str:
	"""Return the page: in English for whoever reads that and no Spanish, who chose nothing here."""
	is_guest = read_language() == DEFAULT and COOKIE not in request.cookies
	reads = request.accept_languages.best_match([DEFAULT, ENGLISH_CODE], default=DEFAULT)
	if is_guest and reads == ENGLISH_CODE:
		name, words = "unsubscribe_english", ENGLISH
	else:
		name, words = "unsubscribe", {}
	return render_template(f"mailing/{name}.html", view=view, token=token, words=words)
