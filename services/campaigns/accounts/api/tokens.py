"""The token endpoint and the public keys (architecture 4.7)."""

from flask import Blueprint, Response, jsonify, request

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.second_factor import SecondFactorGrant, SecondStep, SecondStepRequest
from chasqui.contracts.staff import (
	PATH_JWKS,
	PATH_SESSION,
	PATH_SIGN_INS,
	PATH_TOKEN,
	ClientGrant,
	PasswordGrant,
	RefreshGrant,
	RevokeRequest,
	SignInRequest,
	TokenAnswer,
)
from chasqui.kernel.errors import AppError
from chasqui.kernel.plain_json import read_json
from chasqui.kernel.security.access import grant as grant_to
from chasqui.kernel.security.access import open_to_all
from chasqui.kernel.web.app import read_body, read_session
from chasqui.kernel.web.problems import render_problem

Grant = PasswordGrant | RefreshGrant | SecondFactorGrant | ClientGrant
Answer = TokenAnswer | tuple[SecondStep, int] | Response


def build_blueprint(wiring: AccountParts) -> Blueprint:
	blueprint = Blueprint("tokens", __name__)

	@blueprint.post(PATH_TOKEN)
	@open_to_all
	def issue_token() -> Answer:
		return _give_tokens(wiring, _read_grant())

	@blueprint.post(PATH_SIGN_INS)
	@grant_to(scopes=[Scope.SIGN_IN_RELAY])
	def sign_in_for() -> Answer:
		"""Sign in whoever asks the portal, which alone knows from which address."""
		asked = read_body(SignInRequest)
		return _answer(wiring.make_staff_sign_in(read_session()).sign_in(asked))

	@blueprint.post(f"{PATH_TOKEN}/revoke")
	@open_to_all
	def revoke_token() -> tuple[str, int]:
		token = read_body(RevokeRequest).refresh_token
		wiring.make_staff_sessions(read_session()).end(token)
		return "", 204

	@blueprint.get(PATH_SESSION)
	@grant_to(Permission.ACCOUNT_OWN)
	def check_session() -> tuple[str, int]:
		"""Answer 204: the guard has seen that the sign-in of who asks is open."""
		return "", 204

	@blueprint.get(PATH_JWKS)
	@open_to_all
	def show_keys() -> Response:
		return jsonify(wiring.keys.build_public_set())

	return blueprint


def _give_tokens(wiring: AccountParts, grant: Grant) -> Answer:
	if isinstance(grant, ClientGrant):
		return wiring.make_service_sign_in().sign_in(grant)
	if isinstance(grant, RefreshGrant):
		answer = wiring.make_staff_sessions(read_session()).refresh(grant.refresh_token)
		return render_problem(answer) if isinstance(answer, AppError) else answer
	place = request.remote_addr or ""
	if isinstance(grant, SecondFactorGrant):
		step = SecondStepRequest(ticket=grant.ticket, code=grant.code, address=place)
		return wiring.make_second_step(read_session()).sign_in(step)
	asked = SignInRequest(username=grant.username, password=grant.password, address=place)
	return _answer(wiring.make_staff_sign_in(read_session()).sign_in(asked))


def _answer(found: TokenAnswer | SecondStep) -> Answer:
	"""Return tokens, or that they need a second step: 202."""
	return (found, 202) if isinstance(found, SecondStep) else found


def _read_grant() -> Grant:
	try:
		body = read_json(request.get_data())
	except ValueError:
		body = None
	kind = body.get("grant_type") if isinstance(body, dict) else None
	if kind == "password":
		return read_body(PasswordGrant)
	if kind == "refresh_token":
		return read_body(RefreshGrant)
	if kind == "second_factor":
		return read_body(SecondFactorGrant)
	return read_body(ClientGrant)
