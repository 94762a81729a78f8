"""One's own account: who one is, the password, the sign-ins that are open."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.integration.campaigns.accounts.test_security_log import collect
from tests.integration.campaigns.accounts.test_sessions import look, refresh
from tests.support.campaigns_world import PASSWORD, CampaignsWorld

NEW = "cuatro nubes verdes bailan"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def own_world(world: CampaignsWorld, monkeypatch: pytest.MonkeyPatch) -> CampaignsWorld:
	"""A world whose service believes the tokens that it makes itself, and looks each time."""
	from campaigns.app.web import build_app
	from chasqui.kernel.security import revocations

	monkeypatch.setattr(revocations, "CACHE_SECONDS", 0.0)
	public = world.config.signing_keys_file.with_name("public.json")
	world.wiring.config = world.config.model_copy(update={"jwks_file": public})
	world.app = build_app(world.wiring)
	return world


class TestProfile:
	def test_everybody_sees_the_own_one(self, own_world: CampaignsWorld) -> None:
		client = enter(own_world)
		shown = client.get("/v1/account").json
		assert (shown["username"], shown["roles"], shown["sessions"]) == ("advisor", ["advisor"], 1)


class TestPassword:
	def test_it_asks_the_present_one_and_ends_other_sessions(
		self, own_world: CampaignsWorld
	) -> None:
		answers = [grant(own_world) for _ in range(2)]
		client = open_with(own_world, answers[0])
		assert change(client, PASSWORD, NEW).status_code == 204
		assert [look(own_world, one) for one in answers] == [204, 401]
		assert refresh(own_world, answers[0]["refresh_token"]).status_code == 200
		assert grant(own_world, password=NEW)["access_token"]

	def test_a_wrong_one_changes_nothing_and_is_counted(self, own_world: CampaignsWorld) -> None:
		client = enter(own_world)
		answers = [change(client, "no es", NEW) for _ in range(5)]
		assert [one.status_code for one in answers] == [422] * 4 + [429]
		assert answers[0].json["errors"][0]["field"] == "password"
		assert change(client, PASSWORD, NEW).status_code == 429

	@pytest.mark.parametrize("new", ["corta", "advisor advisor advisor", PASSWORD])
	def test_the_new_one_is_judged_at_its_field(self, own_world: CampaignsWorld, new: str) -> None:
		answer = change(enter(own_world), PASSWORD, new)
		assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "new_password")

	def test_it_is_told(self, own_world: CampaignsWorld) -> None:
		change(enter(own_world), PASSWORD, NEW)
		collect(own_world)
		assert "password_changed" in read_kinds(own_world)


class TestSessions:
	def test_they_are_told_with_machine_and_last_use(self, own_world: CampaignsWorld) -> None:
		client = enter(own_world)
		sign_in_for(own_world, agent=FIREFOX, address="203.0.113.9")
		first, second = client.get("/v1/account/sessions").json["items"]
		assert (first["is_current"], second["is_current"]) == (True, False)
		assert (second["agent"], second["address"]) == (FIREFOX, "203.0.113.9")
		assert second["last_used_at"] >= second["started_at"]

	def test_one_or_all_others_are_ended(self, own_world: CampaignsWorld) -> None:
		answers = [grant(own_world) for _ in range(3)]
		client = open_with(own_world, answers[0])
		others = client.get("/v1/account/sessions").json["items"][1:]
		assert client.post(f"/v1/account/sessions/{others[0]['id']}/end").status_code == 204
		assert len(client.get("/v1/account/sessions").json["items"]) == 2
		assert client.post(f"/v1/account/sessions/{others[0]['id']}/end").status_code == 204
		assert client.post("/v1/account/sessions/end-others").status_code == 204
		assert [look(own_world, one) for one in answers] == [204, 401, 401]

	def test_those_of_others_are_not_there(self, own_world: CampaignsWorld) -> None:
		client = enter(own_world)
		grant(own_world, "marketing_head")
		head = open_with(own_world, grant(own_world, "marketing_head"))
		[one, *_] = client.get("/v1/account/sessions").json["items"]
		assert head.post(f"/v1/account/sessions/{one['id']}/end").status_code == 404
		assert client.get("/v1/account/sessions").status_code == 200


def grant(
	world: CampaignsWorld, username: str = "advisor", password: str = PASSWORD
) -> dict[str, Any]:
	body = {"grant_type": "password", "username": username, "password": password}
	answer = world.app.test_client().post("/v1/token", json=body)
	assert answer.status_code == 200, answer.json
	return dict(answer.json or {})


def open_with(world: CampaignsWorld, answer: dict[str, Any]) -> FlaskClient:
	client = world.app.test_client()
	client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {answer['access_token']}"
	return client


def enter(world: CampaignsWorld) -> FlaskClient:
	return open_with(world, grant(world))


def change(client: FlaskClient, present: str, new: str) -> Any:
	body = {"password": present, "new_password": new}
	return client.post("/v1/account/password", json=body)


def sign_in_for(world: CampaignsWorld, **more: str) -> None:
	"""Sign in as the portal does for somebody."""
	token, _ = world.wiring.issuer.issue_for_service("portal", "campaigns")
	client = open_with(world, {"access_token": token})
	body = {"username": "advisor", "password": PASSWORD, **more}
	assert client.post("/v1/sign-ins", json=body).status_code == 200


def read_kinds(world: CampaignsWorld) -> set[str]:
	admin = open_with(world, grant(world, "administrator"))
	return {one["kind"] for one in admin.get("/v1/security-events").json["items"]}
