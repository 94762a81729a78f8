"""What the held customer asks for leaves by mail now; the desk shows how far it is."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.desk import CallRecord, DeskLease, InformationRequest
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.kernel.errors import Conflict, Invalid, NotFound, Unavailable
from chasqui.kernel.security.access import grant
from portal.desk.clients import find_lease
from portal.desk.pages.desk import read_lease_token
from portal.shell.forms.form import Form
from portal.shell.pages.parts import is_fragment, notify
from portal.siblings import ask

blueprint = Blueprint("desk_information", __name__, url_prefix="/mesa/informacion")


@blueprint.post("/")
@grant(Permission.CALLS_MAKE)
def send() -> ResponseReturnValue:
	"""Have it mailed, once for each customer held; say where it is, or why it may not go."""
	problem, token = "", None
	try:
		token = read_lease_token().lease_token
		ask(desk_api.send_information, body=InformationRequest(lease_token=token))
	except (Conflict, NotFound, Invalid, Unavailable) as error:
		problem = str(error.detail)
	if is_fragment():
		return render_state(find_lease(token), problem)
	if problem:
		notify(problem, "warn")
	return redirect(url_for("desk.show"), 303)


@blueprint.get("/<uuid:lease_token>")
@grant(Permission.CALLS_MAKE)
def show(lease_token: UUID) -> ResponseReturnValue:
	"""Return where it is; nothing while there is nothing new."""
	lease = find_lease(lease_token)
	sent = lease.information.sent if lease is not None else None
	if sent is not None and sent.state is DeliveryState.QUEUED:
		return "", 204
	return render_state(lease)


def render_state(lease: DeskLease | None, problem: str = "") -> str:
	"""Return the desk's part with the information of the held customer; without one, why not."""
	form = Form(CallRecord)
	return render_template("desk/_information.html", lease=lease, problem=problem, form=form)
