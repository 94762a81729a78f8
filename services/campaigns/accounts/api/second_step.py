"""The second step of a sign-in, which the portal brings for whoever asks it."""

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.campaigns.second_factor import (
	EnrolledSignIn,
	Enrolment,
	EnrolmentRequest,
	SecondStepRequest,
)
from chasqui.contracts.campaigns.staff import TokenAnswer
from chasqui.contracts.endpoints.campaigns import accounts as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AccountParts) -> Routes:
	routes = Routes("second_step", __name__)

	@routes.serve(endpoints.take_second_step)
	def take_second_step(*, body: SecondStepRequest) -> TokenAnswer:
		return wiring.make_second_step(read_session()).sign_in(body)

	@routes.serve(endpoints.begin_enrolment)
	def begin_enrolment(*, body: EnrolmentRequest) -> Enrolment:
		return wiring.make_second_step(read_session()).begin_enrolment(body)

	@routes.serve(endpoints.confirm_enrolment)
	def confirm_enrolment(*, body: SecondStepRequest) -> EnrolledSignIn:
		return wiring.make_second_step(read_session()).confirm_enrolment(body)

	return routes
