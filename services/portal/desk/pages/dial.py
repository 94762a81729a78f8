"""A call that begins: by the advisor's own machine, or by the dialler, which then reports."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.desk import DialRequest
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.kernel.errors import Conflict, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.desk.pages.desk import read_lease_token
from portal.siblings import ask

MOST_REASON = 300
"""Letters that are read of why somebody is called at high risk."""
DIALLING = "dialling"

blueprint = Blueprint("dial", __name__, url_prefix="/mesa")


@blueprint.post("/marcar")
@grant(Permission.CALLS_MAKE)
def dial() -> ResponseReturnValue:
	"""Let the machine or the dialler call if the customer may still be called; else say why not.

	Without scripts the number is a link of its own: what may be called is looked at when the
	customer is given.
	"""
	try:
		reason = request.form.get("risk_reason", "")[:MOST_REASON]
		asked = DialRequest(lease_token=read_lease_token().lease_token, risk_reason=reason)
		answer = ask(desk_api.dial, body=asked)
	except (Conflict, NotFound, Invalid) as error:
		if error.code == DIALLING:
			return render_dialled()
		return render_template("desk/_dial_refused.html", detail=str(error.detail))
	if answer.attempt is None:
		return "", 204  # the page follows its link
	return render_template("desk/_dial.html", dialled=answer.attempt, phone=answer.phone)


@blueprint.get("/marcado/<uuid:attempt_id>")
@grant(Permission.CALLS_MAKE)
def show_dialled(attempt_id: UUID) -> ResponseReturnValue:
	"""Return what the dialler has reported; nothing while there is nothing new."""
	attempt = ask(desk_api.show_dial, attempt_id=attempt_id)
	return ("", 204) if attempt.is_awaited else render_dialled()


def render_dialled() -> str:
	"""Return the last call asked of the dialler for the held customer."""
	lease = ask(desk_api.show_desk).lease
	if lease is None or lease.dialled is None:
		return ""
	return render_template("desk/_dial.html", dialled=lease.dialled, phone=lease.customer.phone)
