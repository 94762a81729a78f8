"""The way out, for the portal's public page."""

from flask import Blueprint

from chasqui.contracts.access import Scope
from chasqui.contracts.mailer import UnsubscribeRequest, UnsubscribeView
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_query, read_session
from mailer.people.wiring import PeopleParts


def build_blueprint(wiring: PeopleParts) -> Blueprint:
	"""Return ``/v1/unsubscribe``."""
	blueprint = Blueprint("unsubscribe", __name__)

	@blueprint.get("/v1/unsubscribe")
	@grant(scopes=[Scope.UNSUBSCRIBE])
	def show_unsubscribe() -> UnsubscribeView:
		token = read_query(UnsubscribeRequest).token
		return wiring.make_unsubscriber(read_session()).show(token)

	@blueprint.post("/v1/unsubscribe")
	@grant(scopes=[Scope.UNSUBSCRIBE])
	def unsubscribe() -> UnsubscribeView:
		token = read_body(UnsubscribeRequest).token
		return wiring.make_unsubscriber(read_session()).unsubscribe(token)

	return blueprint
