"""Notices, for the services that have one to send."""

from chasqui.contracts.endpoints.mailer import notices as endpoints
from chasqui.contracts.mailer.notices import Notice
from chasqui.kernel.web.routes import Routes
from mailer.sending.wiring import SendingParts


def build_blueprint(wiring: SendingParts) -> Routes:
	routes = Routes("notices", __name__)

	@routes.serve(endpoints.send_notice)
	def send_notice(*, body: Notice) -> None:
		wiring.notice_sender.send(body)

	return routes
