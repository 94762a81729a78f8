"""Sign-ins in two steps at a campaigns service, as the portal asks for them."""

from typing import Any

from werkzeug.test import TestResponse

from chasqui.contracts.access import Role, Scope
from chasqui.contracts.campaigns.second_factor import (
	PATH_ENROLMENT,
	PATH_SECOND_FACTOR,
	PATH_SECOND_STEP,
)
from tests.support.authenticator import Authenticator
from tests.support.campaigns_world import PASSWORD, CampaignsWorld

HERE = "198.51.100.7"


def relay(world: CampaignsWorld, path: str, **body: Any) -> TestResponse:
	"""Ask what only the portal may."""
	client = world.open_service_client(Scope.SIGN_IN_RELAY)
	return client.post(path, json={"address": HERE, **body})


def sign_in(world: CampaignsWorld, username: str, password: str = PASSWORD) -> TestResponse:
	"""Take the first step."""
	return relay(world, "/v1/sign-ins", username=username, password=password)


def take_ticket(world: CampaignsWorld, username: str, kind: str = "code") -> str:
	"""Return the ticket for a right password."""
	answer = sign_in(world, username)
	assert answer.status_code == 202, answer.json
	assert answer.json["kind"] == kind
	assert answer.json.keys() == {"kind", "ticket", "expires_in"}
	return str(answer.json["ticket"])


def step(world: CampaignsWorld, ticket: str, code: str, **more: Any) -> TestResponse:
	"""Take the second step."""
	return relay(world, PATH_SECOND_STEP, ticket=ticket, code=code, **more)


def ask_account(world: CampaignsWorld, role: Role, path: str = "", **body: Any) -> TestResponse:
	"""Ask about one's own second factor."""
	client = world.open_client(role)
	way = f"{PATH_SECOND_FACTOR}{path}"
	return client.post(way, json=body) if body else client.get(way)


def enrol(world: CampaignsWorld, role: Role) -> tuple[Authenticator, list[str]]:
	"""Set a second factor up; return the app and the recovery codes.

	The app's present code is used by that: the next one is `show(1)`.
	"""
	begun = ask_account(world, role, password=PASSWORD)
	assert begun.status_code == 200, begun.json
	app = Authenticator.scan(begun.json["uri"])
	confirmed = ask_account(world, role, "/confirm", code=app.show())
	assert confirmed.status_code == 200, confirmed.json
	return app, confirmed.json["codes"]


def begin_enrolment(world: CampaignsWorld, ticket: str) -> TestResponse:
	"""Ask for a second factor to set up, with a ticket."""
	return relay(world, PATH_ENROLMENT, ticket=ticket)


def confirm_enrolment(world: CampaignsWorld, ticket: str, code: str) -> TestResponse:
	"""Send the first code of the factor that was set up."""
	return relay(world, f"{PATH_ENROLMENT}/confirm", ticket=ticket, code=code)


def demand_second_factor(world: CampaignsWorld, *, demanded: bool = True) -> None:
	"""Have the installation demand one of administrators."""
	changes = {"administrators_need_second_factor": demanded}
	world.wiring.config = world.config.model_copy(update=changes)
