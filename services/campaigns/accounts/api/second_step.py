"""The second step of a sign-in, which the portal brings for whoever asks it."""

from flask import Blueprint

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.access import Scope
from chasqui.contracts.second_factor import (
	PATH_ENROLMENT,
	PATH_SECOND_STEP,
	EnrolledSignIn,
	Enrolment,
	EnrolmentRequest,
	SecondStepRequest,
)
from chasqui.contracts.staff import TokenAnswer
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_session


def build_blueprint(wiring: AccountParts) -> Blueprint:
	blueprint = Blueprint("second_step", __name__)

	@blueprint.post(PATH_SECOND_STEP)
	@grant(scopes=[Scope.SIGN_IN_RELAY])
	def take_second_step() -> TokenAnswer:
		asked = read_body(SecondStepRequest)
		return wiring.make_second_step(read_session()).sign_in(asked)

	@blueprint.post(PATH_ENROLMENT)
	@grant(scopes=[Scope.SIGN_IN_RELAY])
	def begin_enrolment() -> Enrolment:
		asked = read_body(EnrolmentRequest)
		return wiring.make_second_step(read_session()).begin_enrolment(asked)

	@blueprint.post(f"{PATH_ENROLMENT}/confirm")
	@grant(scopes=[Scope.SIGN_IN_RELAY])
	def confirm_enrolment() -> EnrolledSignIn:
		asked = read_body(SecondStepRequest)
		return wiring.make_second_step(read_session()).confirm_enrolment(asked)

	return blueprint
