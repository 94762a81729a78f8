"""The way out, for the portal's public page."""

from chasqui.contracts.endpoints.mailer import people as endpoints
from chasqui.contracts.mailer.people import UnsubscribeRequest, UnsubscribeView
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.people.wiring import PeopleParts


def build_blueprint(wiring: PeopleParts) -> Routes:
	"""Return ``/v1/unsubscribe``."""
	routes = Routes("unsubscribe", __name__)

	@routes.serve(endpoints.show_unsubscribe)
	def show_unsubscribe(*, query: UnsubscribeRequest) -> UnsubscribeView:
		token = query.token
		return wiring.make_unsubscribe_service(read_session()).show(token)

	@routes.serve(endpoints.unsubscribe)
	def unsubscribe(*, body: UnsubscribeRequest) -> UnsubscribeView:
		token = body.token
		return wiring.make_unsubscribe_service(read_session()).unsubscribe(token)

	return routes
