"""Plays the sign-in of campaigns."""

import secrets
from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.access import Role, list_permissions
from chasqui.contracts.campaigns.second_factor import SecondStep
from chasqui.contracts.campaigns.staff import SignInRequest, Staff, TokenAnswer
from chasqui.contracts.endpoint import Endpoint
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import TooMany, Unauthenticated
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import World

PASSWORD = "demo-demo"
PEOPLE = {
	"jefa": Staff(id=1, username="jefa", name="Jefatura de Prueba", roles=[Role.MARKETING_HEAD]),
	"asesora": Staff(id=2, username="asesora", name="Asesoría de Prueba", roles=[Role.ADVISOR]),
	"admin": Staff(id=3, username="admin", name="Gestión de Prueba", roles=[Role.ADMINISTRATOR]),
	# One for each role, so that a new one has somebody to try it.
	**{
		role.value: Staff(id=100 + place, username=role.value, name="Alguien", roles=[role])
		for place, role in enumerate(Role)
	},
}
SERVICE_TOKEN = "service"


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("staff", __name__)

	@blueprint.post("/v1/token")
	def issue() -> TokenAnswer:
		body = request.get_json()
		if body["grant_type"] == "client_credentials":
			return TokenAnswer(access_token=SERVICE_TOKEN, expires_in=600)
		if body["grant_type"] == "refresh_token":
			if body["refresh_token"] in world.refreshes:
				raise Unauthenticated(say("Ya se usó."))
			world.refreshes.append(body["refresh_token"])
			return make_answer(None)
		raise AssertionError(body["grant_type"])

	@blueprint.post("/v1/sign-ins")
	def sign_in() -> TokenAnswer | tuple[SecondStep, int]:
		asked = SignInRequest.model_validate_json(request.get_data())
		world.sign_ins.append(asked)
		if world.locked_out:
			raise TooMany(say("Bloqueado."), retry_after=120)
		person = PEOPLE.get(asked.username)
		if person is None or asked.password != PASSWORD:
			raise Unauthenticated(say("No."), code="wrong_credentials")
		if (kind := world.factors.asks(person.id)) is not None:
			return SecondStep(kind=kind, ticket=f"ticket-of-{person.id:012d}", expires_in=300), 202
		return make_answer(person).model_copy(update={"device": f"device-of-{person.id}"})

	@blueprint.post("/v1/token/revoke")
	def revoke() -> Response:
		world.refreshes.append(request.get_json()["refresh_token"])
		return Response(status=204)

	@blueprint.get("/v1/session")
	def check_session() -> Response:
		if world.sessions_ended:
			raise Unauthenticated(say("Terminó."))
		return Response(status=204)

	@blueprint.get("/v1/staff")
	def list_staff() -> Page[Staff]:
		return Page[Staff](items=[PEOPLE["asesora"]])

	return blueprint


def may_ask(endpoint: Endpoint[..., Any], token: str) -> bool:
	"""Tell whether the real service would answer to this token; one of nobody is not judged."""
	if endpoint.is_public or not token.startswith("access-"):
		return endpoint.is_public or (token == SERVICE_TOKEN and bool(endpoint.scopes))
	number = int(token.split("-")[1])
	roles = next((one.roles for one in PEOPLE.values() if one.id == number), None)
	return roles is None or not endpoint.needs.isdisjoint(list_permissions(roles))


def make_answer(person: Staff | None) -> TokenAnswer:
	"""Return tokens that hold ten minutes."""
	return TokenAnswer(
		access_token=f"access-{person.id if person else 0}-{secrets.token_hex(8)}" + "x" * 400,
		expires_in=600,
		refresh_token=secrets.token_urlsafe(32),
		staff=person,
	)
