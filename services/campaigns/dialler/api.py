"""What the dialler reports. Whether it is the dialler is looked at before its body is read."""

from flask import request

from campaigns.dialler.wiring import DiallerParts
from chasqui.contracts.campaigns.dialler import SIGNATURE_HEADER, TIMESTAMP_HEADER, DialReport
from chasqui.contracts.endpoints.campaigns import dialler as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: DiallerParts) -> Routes:
	routes = Routes("dialler", __name__)

	@routes.before_request
	def check_signature() -> None:
		wiring.dial_verifier.check(
			request.get_data(),
			request.headers.get(TIMESTAMP_HEADER, ""),
			request.headers.get(SIGNATURE_HEADER, ""),
			request.remote_addr or "",
		)

	@routes.serve(endpoints.report_dial)
	def report_dial(*, body: DialReport) -> None:
		wiring.make_dial_attempt_service(read_session()).keep_report(body)

	return routes
