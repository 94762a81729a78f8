"""The token endpoint and the public keys (architecture 4.7)."""

from flask import request

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.campaigns.second_factor import (
	Grant,
	SecondFactorGrant,
	SecondStep,
	SecondStepRequest,
)
from chasqui.contracts.campaigns.staff import (
	LONGEST_AGENT,
	ClientGrant,
	KeySet,
	RefreshGrant,
	RevokeRequest,
	SignInRequest,
	TokenAnswer,
)
from chasqui.contracts.endpoints.campaigns import accounts as endpoints
from chasqui.kernel.errors import AppError
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes

Answer = TokenAnswer | SecondStep


def build_blueprint(wiring: AccountParts) -> Routes:
	routes = Routes("tokens", __name__)

	@routes.serve(endpoints.issue_token)
	def issue_token(*, body: Grant) -> Answer | AppError:
		return _give_tokens(wiring, body)

	@routes.serve(endpoints.sign_in_for)
	def sign_in_for(*, body: SignInRequest) -> Answer:
		return wiring.make_staff_sign_in_service(read_session()).sign_in(body)

	@routes.serve(endpoints.revoke_token)
	def revoke_token(*, body: RevokeRequest) -> None:
		wiring.make_staff_session_service(read_session()).end(body.refresh_token)

	@routes.serve(endpoints.check_session)
	def check_session() -> None:
		pass  # the guard has seen that the sign-in of who asks is open

	@routes.serve(endpoints.show_keys)
	def show_keys() -> KeySet:
		return KeySet.model_validate(wiring.keys.build_public_set())

	return routes


def _give_tokens(wiring: AccountParts, grant: Grant) -> Answer | AppError:
	if isinstance(grant, ClientGrant):
		return wiring.make_service_sign_in_service().sign_in(grant)
	if isinstance(grant, RefreshGrant):
		return wiring.make_staff_session_service(read_session()).refresh(grant.refresh_token)
	place, agent = request.remote_addr or "", request.user_agent.string[:LONGEST_AGENT]
	if isinstance(grant, SecondFactorGrant):
		step = SecondStepRequest(ticket=grant.ticket, code=grant.code, address=place, agent=agent)
		return wiring.make_second_step(read_session()).sign_in(step)
	asked = SignInRequest(
		username=grant.username, password=grant.password, address=place, agent=agent
	)
	return wiring.make_staff_sign_in_service(read_session()).sign_in(asked)
