from datetime import timedelta

import pytest

from chasqui.kernel.clock import freeze_clock, read_now
from tests.support.campaigns_world import PASSWORD, CampaignsWorld
from tests.support.tokens import TokenMaker


@pytest.mark.covers("K33")
class TestPasswordSignIn:
	def test_a_right_password_gives_tokens_and_tells_the_roles(self, world: CampaignsWorld) -> None:
		answer = sign_in(world, "Marketing_Head ", PASSWORD)
		assert answer.status_code == 200
		assert answer.json["staff"]["roles"] == ["marketing_head"]
		assert answer.json["expires_in"] == 600
		assert answer.json["refresh_token"]

	def test_a_wrong_password_and_an_unknown_user_are_told_alike(
		self, world: CampaignsWorld
	) -> None:
		wrong = sign_in(world, "advisor", "no es esta clave")
		unknown = sign_in(world, "nadie", "no es esta clave")
		assert wrong.status_code == unknown.status_code == 401
		assert wrong.json["detail"] == unknown.json["detail"]

	def test_five_failures_lock_the_account_even_for_the_right_password(
		self, world: CampaignsWorld
	) -> None:
		for _ in range(5):
			last = sign_in(world, "advisor", "no es esta clave")
		assert last.status_code == 429
		locked = sign_in(world, "advisor", PASSWORD)
		assert locked.status_code == 429
		assert 0 < int(locked.headers["Retry-After"]) <= 60
		with freeze_clock(read_now() + timedelta(seconds=61)):
			assert sign_in(world, "advisor", PASSWORD).status_code == 200

	def test_a_request_without_grant_type_names_the_field(self, world: CampaignsWorld) -> None:
		answer = world.app.test_client().post("/v1/token", json={"username": "x"})
		assert answer.status_code == 422
		assert "grant_type" in {error["field"] for error in answer.json["errors"]}


class TestRefresh:
	def test_a_refresh_token_serves_and_is_replaced(self, world: CampaignsWorld) -> None:
		first = sign_in(world, "advisor", PASSWORD).json["refresh_token"]
		second = refresh(world, first)
		assert second.status_code == 200
		assert second.json["refresh_token"] != first

	def test_two_tabs_may_refresh_with_the_same_token_at_once(self, world: CampaignsWorld) -> None:
		first = sign_in(world, "advisor", PASSWORD).json["refresh_token"]
		assert refresh(world, first).status_code == refresh(world, first).status_code == 200

	def test_a_used_token_that_comes_back_late_ends_the_whole_sign_in(
		self, world: CampaignsWorld
	) -> None:
		first = sign_in(world, "advisor", PASSWORD).json["refresh_token"]
		second = refresh(world, first).json["refresh_token"]
		with freeze_clock(read_now() + timedelta(minutes=5)):
			assert refresh(world, first).status_code == 401
			assert refresh(world, second).status_code == 401

	def test_signing_out_ends_the_session(self, world: CampaignsWorld) -> None:
		token = sign_in(world, "advisor", PASSWORD).json["refresh_token"]
		client = world.app.test_client()
		assert client.post("/v1/token/revoke", json={"refresh_token": token}).status_code == 204
		assert refresh(world, token).status_code == 401


class TestServiceSignIn:
	def test_a_service_gets_its_scopes_and_no_more(self, world: CampaignsWorld) -> None:
		answer = ask_as_service(world, "mailer", world.config.client_secret.get_secret_value())
		assert answer.status_code == 200
		assert set(answer.json["scopes"]) == {
			"recipients:stream", "events:read", "campaigns:read", "advisors:read",
			"people:reach",
		}  # fmt: skip
		assert answer.json["refresh_token"] is None

	def test_a_wrong_secret_is_refused(self, world: CampaignsWorld) -> None:
		assert ask_as_service(world, "mailer", "no es este secreto").status_code == 401


class TestAccess:
	def test_no_token_is_401_and_the_wrong_role_is_403(self, world: CampaignsWorld) -> None:
		from chasqui.contracts.access import Role

		assert world.app.test_client().get("/v1/campaigns").status_code == 401
		assert world.open_client(Role.ADVISOR).get("/v1/campaigns").status_code == 403

	@pytest.mark.parametrize("kind", ["expired", "other_key", "other_audience", "nonsense"])
	def test_tokens_that_are_not_ours_are_refused(
		self,
		world: CampaignsWorld,
		tokens: TokenMaker,
		kind: str,
		tmp_path_factory: pytest.TempPathFactory,
	) -> None:
		stranger = TokenMaker(tmp_path_factory.mktemp("stranger"))
		token = {
			"expired": tokens.make_staff_token("campaigns", "marketing_head", lifetime=-120),
			"other_key": stranger.make_staff_token("campaigns", "marketing_head"),
			"other_audience": tokens.make_staff_token("mailer", "marketing_head"),
			"nonsense": "no.es.un-token",
		}[kind]
		headers = {"Authorization": f"Bearer {token}"}
		assert world.app.test_client().get("/v1/campaigns", headers=headers).status_code == 401

	def test_every_view_declares_who_may_use_it(self, world: CampaignsWorld) -> None:
		views = world.app.view_functions.items()
		assert [name for name, view in views if not hasattr(view, "access")] == []


def sign_in(world: CampaignsWorld, username: str, password: str):  # type: ignore[no-untyped-def]
	body = {"grant_type": "password", "username": username, "password": password}
	return world.app.test_client().post("/v1/token", json=body)


def refresh(world: CampaignsWorld, token: str):  # type: ignore[no-untyped-def]
	body = {"grant_type": "refresh_token", "refresh_token": token}
	return world.app.test_client().post("/v1/token", json=body)


def ask_as_service(world: CampaignsWorld, client: str, secret: str):  # type: ignore[no-untyped-def]
	body = {
		"grant_type": "client_credentials",
		"client_id": client,
		"client_secret": secret,
		"audience": "campaigns",
	}
	return world.app.test_client().post("/v1/token", json=body)
