"""What the siblings know of who is called: asked once for each hold, for each look is audited.

It stays sealed with the browser until a desk is shown that holds nobody: one that is shown again
asks only what did not answer.
"""

from uuid import UUID

from flask import (
	Blueprint,
	Response,
	after_this_request,
	make_response,
	redirect,
	render_template,
	request,
	url_for,
)
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.desk import DeskLease
from chasqui.kernel.security.access import grant
from portal.desk.clients import Background, find_lease, load_background
from portal.session.cookie import keep_sealed, read_sealed
from portal.shell.pages.parts import is_fragment

COOKIE, PATH = "chasqui_desk", "/mesa"

blueprint = Blueprint("background", __name__, url_prefix=PATH)


@blueprint.get("/contexto/<uuid:lease_token>")
@grant(Permission.CALLS_MAKE)
def show(lease_token: UUID) -> ResponseReturnValue:
	"""Return the mails and likes of the held customer; nothing of one who is held no more."""
	if not is_fragment():
		return redirect(url_for("desk.show"), 303)
	lease = find_lease(lease_token)
	if lease is None:
		return "", 204
	found = load_background(lease, read_background(lease))
	response = make_response(render_template("desk/_background.html", background=found))
	keep_sealed(response, COOKIE, found.model_dump(mode="json"), path=PATH)
	return response


def read_background(lease: DeskLease) -> Background | None:
	"""Return what was already asked for a hold."""
	try:
		kept = Background.model_validate(read_sealed(COOKIE))
	except ValidationError:  # none, or as an older version had it
		return None
	return kept if kept.lease_token == lease.lease_token else None


def drop_background() -> None:
	"""Leave nothing of a hold with the browser, once this request is answered."""

	@after_this_request
	def drop(response: Response) -> Response:
		if COOKIE in request.cookies:
			response.delete_cookie(COOKIE, path=PATH)
		return response
