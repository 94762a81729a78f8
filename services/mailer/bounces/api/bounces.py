"""Mails that came back."""

from chasqui.contracts.endpoints.mailer import bounces as endpoints
from chasqui.contracts.mailer.bounces import Bounce, BounceClass, BounceQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.bounces.wiring import BounceParts


def build_blueprint(wiring: BounceParts) -> Routes:
	routes = Routes("bounces", __name__)

	@routes.serve(endpoints.list_bounces)
	def list_bounces(*, query: BounceQuery) -> Page[Bounce]:
		return wiring.make_bounce_service(read_session()).list_page(query)

	@routes.serve(endpoints.class_bounce)
	def class_bounce(*, bounce_id: int, body: BounceClass) -> Bounce:
		who = read_principal()
		return wiring.make_bounce_service(read_session()).classify(bounce_id, body, who.name)

	return routes
