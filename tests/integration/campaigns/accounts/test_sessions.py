"""A sign-in ends everywhere: by signing out, by time, and when the account changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from werkzeug.test import TestResponse

from campaigns.accounts.api import staff as staff_pages
from campaigns.accounts.api import tokens as token_pages
from campaigns.accounts.models.refresh_token import RefreshTokenRow
from campaigns.accounts.models.staff_session import StaffSessionRow
from campaigns.app.cli import main
from campaigns.app.tasks import build_tasks
from chasqui.contracts.access import Role
from chasqui.contracts.queues import CAMPAIGNS_SWEEP
from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.security import revocations
from chasqui.kernel.web.app import build_web_app
from tests.support.campaigns_world import PASSWORD, CampaignsWorld

AGAIN = "otra clave de prueba"


@pytest.fixture
def own_world(world: CampaignsWorld, monkeypatch: pytest.MonkeyPatch) -> CampaignsWorld:
	"""A world whose service believes the tokens that it makes itself, and looks each time."""
	monkeypatch.setattr(revocations, "CACHE_SECONDS", 0.0)
	world.app = build_own_app(world)
	return world


class TestEnding:
	def test_signing_out_ends_the_access_token_too(self, own_world: CampaignsWorld) -> None:
		answer = sign_in(own_world)
		assert look(own_world, answer) == 204
		revoke(own_world, answer["refresh_token"])
		assert look(own_world, answer) == 401

	def test_a_sign_in_does_not_end_another_one(self, own_world: CampaignsWorld) -> None:
		one, other = sign_in(own_world), sign_in(own_world)
		revoke(own_world, one["refresh_token"])
		assert (look(own_world, one), look(own_world, other)) == (401, 204)

	def test_every_process_hears_of_it_within_five_seconds(self, world: CampaignsWorld) -> None:
		assert 2 * revocations.CACHE_SECONDS <= 5
		world.app = build_own_app(world)
		other = build_own_app(world)
		answer = sign_in(world)
		headers = {"Authorization": f"Bearer {answer['access_token']}"}
		assert other.test_client().get("/v1/session", headers=headers).status_code == 204
		revoke(world, answer["refresh_token"])
		with pytest.MonkeyPatch.context() as patch:
			later = revocations.time.monotonic() + 5
			patch.setattr(revocations.time, "monotonic", lambda: later)
			assert other.test_client().get("/v1/session", headers=headers).status_code == 401

	def test_a_refresh_token_used_twice_ends_its_access_tokens(
		self, own_world: CampaignsWorld
	) -> None:
		first = sign_in(own_world)
		second = refresh(own_world, first["refresh_token"]).json
		with freeze_clock(read_now() + timedelta(seconds=60)):
			assert refresh(own_world, first["refresh_token"]).status_code == 401
			assert look(own_world, second) == 401

	@pytest.mark.parametrize("change", ["password", "roles", "disable", "command"])
	def test_a_changed_account_ends_every_sign_in(
		self, own_world: CampaignsWorld, change: str, monkeypatch: pytest.MonkeyPatch
	) -> None:
		answers = [sign_in(own_world) for _ in range(3)]
		head = sign_in(own_world, "marketing_head")
		change_account(own_world, change, monkeypatch)
		assert {look(own_world, answer) for answer in answers} == {401}
		tokens = [answer["refresh_token"] for answer in answers]
		assert {refresh(own_world, token).status_code for token in tokens} == {401}
		assert look(own_world, head) == 204

	def test_the_same_account_once_more_signs_nobody_out(self, own_world: CampaignsWorld) -> None:
		answer = sign_in(own_world)
		ensure(own_world, [Role.ADVISOR], PASSWORD)
		assert look(own_world, answer) == 204

	def test_nobody_disables_the_own_account(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		own, strange = world.staff["administrator"], 999_999
		assert admin.post(f"/v1/staff/{own}/disable").status_code == 409
		assert admin.post(f"/v1/staff/{strange}/disable").status_code == 404
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.post(f"/v1/staff/{own}/disable").status_code == 403

	def test_what_redis_forgot_is_told_again(self, own_world: CampaignsWorld) -> None:
		answer = sign_in(own_world)
		revoke(own_world, answer["refresh_token"])
		client = own_world.wiring.redis
		for key in client.scan_iter(f"{own_world.config.redis_prefix}*"):
			client.delete(key)
		assert look(own_world, answer) == 204
		with own_world.wiring.database.open_session() as session:
			own_world.wiring.make_staff_session_service(session).publish_ended()
		assert look(own_world, answer) == 401

	def test_without_redis_nobody_of_the_staff_passes(self, own_world: CampaignsWorld) -> None:
		answer = sign_in(own_world)
		gone = own_world.config.redis_url.__class__("redis://127.0.0.1:1")
		own_world.app = build_own_app(own_world, redis_url=gone)
		assert look(own_world, answer) == 503

	def test_a_token_of_staff_without_a_sign_in_is_refused(self, world: CampaignsWorld) -> None:
		token = world._tokens.make_staff_token("campaigns", "advisor", sid="")
		headers = {"Authorization": f"Bearer {token}"}
		assert world.app.test_client().get("/v1/session", headers=headers).status_code == 401


class TestRenewing:
	def test_the_grace_gives_the_same_successor(self, own_world: CampaignsWorld) -> None:
		first = sign_in(own_world)["refresh_token"]
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda _: refresh(own_world, first), range(4)))
		assert {answer.status_code for answer in answers} == {200}
		assert len({answer.json["refresh_token"] for answer in answers}) == 1

	@pytest.mark.parametrize(
		("username", "limit"),
		[("advisor", timedelta(hours=12)), ("marketing_head", timedelta(days=14))],
	)
	def test_renewing_does_not_go_on_for_ever(
		self, own_world: CampaignsWorld, username: str, limit: timedelta
	) -> None:
		start = read_now()
		answer = sign_in(own_world, username)
		step = limit / 4
		for number in range(1, 4):
			with freeze_clock(start + step * number):
				answer = refresh(own_world, answer["refresh_token"]).json
		with freeze_clock(start + limit - timedelta(seconds=60)):
			answer = refresh(own_world, answer["refresh_token"]).json
			assert answer["expires_in"] <= 61
		with freeze_clock(start + limit + timedelta(seconds=1)):
			assert refresh(own_world, answer["refresh_token"]).status_code == 401

	def test_an_end_and_a_renewal_at_once_leave_nothing_open(
		self, own_world: CampaignsWorld
	) -> None:
		for _ in range(5):
			first = sign_in(own_world)["refresh_token"]
			with ThreadPoolExecutor(4) as pool:
				renewing = [pool.submit(refresh, own_world, first) for _ in range(3)]
				pool.submit(revoke, own_world, first).result()
			made = [one.result() for one in renewing if one.result().status_code == 200]
			tokens = {answer.json["refresh_token"] for answer in made}
			assert {refresh(own_world, token).status_code for token in tokens} <= {401}
		with own_world.wiring.database.open_session() as session:
			assert all(row.ended_at for row in session.query(StaffSessionRow))


class TestPurge:
	def test_sign_ins_of_long_ago_are_forgotten_and_others_go_on(
		self, own_world: CampaignsWorld
	) -> None:
		start = read_now()
		with freeze_clock(start - timedelta(days=45)):
			refresh(own_world, sign_in(own_world, "marketing_head")["refresh_token"])
		with freeze_clock(start - timedelta(days=20)):
			revoke(own_world, sign_in(own_world, "marketing_head")["refresh_token"])
		open_one = sign_in(own_world)
		sweep = build_tasks(own_world.wiring)[CAMPAIGNS_SWEEP]
		for days, left in ((0, (2, 2)), (60, (0, 0))):
			with freeze_clock(start + timedelta(days=days)):
				sweep()
			with own_world.wiring.database.open_session() as session:
				kept = session.query(StaffSessionRow), session.query(RefreshTokenRow)
				assert tuple(rows.count() for rows in kept) == left
			if not days:
				assert refresh(own_world, open_one["refresh_token"]).status_code == 200


def build_own_app(world: CampaignsWorld, **changes: Any) -> Any:
	"""Return the service with its own public key."""
	public = world.config.signing_keys_file.with_name("public.json")
	config = world.config.model_copy(update={"jwks_file": public, **changes})
	pages = [page.build_blueprint(world.wiring) for page in (token_pages, staff_pages)]
	return build_web_app("campaigns", config, blueprints=pages, database=world.wiring.database)


def change_account(world: CampaignsWorld, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
	"""Change the advisor's account in one of the ways that there are."""
	if change == "password":
		ensure(world, [Role.ADVISOR], AGAIN)
	elif change == "roles":
		ensure(world, [Role.ADVISOR, Role.MARKETING_HEAD], PASSWORD)
	elif change == "disable":
		admin = sign_in(world, "administrator")
		headers = {"Authorization": f"Bearer {admin['access_token']}"}
		path = f"/v1/staff/{world.staff['advisor']}/disable"
		assert world.app.test_client().post(path, headers=headers).status_code == 204
	else:
		monkeypatch.setattr("campaigns.app.cli.CampaignsConfig", lambda: world.config)
		outcome = CliRunner().invoke(main, ["disable-staff", "Advisor"])
		assert (outcome.exit_code, outcome.output.splitlines()[-1]) == (0, "Advisor")


def ensure(world: CampaignsWorld, roles: list[Role], password: str) -> None:
	with world.wiring.database.open_session() as session:
		directory = world.wiring.make_staff_service(session)
		directory.ensure_account("advisor", "advisor", roles, password)


def sign_in(world: CampaignsWorld, username: str = "advisor") -> dict[str, Any]:
	body = {"grant_type": "password", "username": username, "password": PASSWORD}
	answer = world.app.test_client().post("/v1/token", json=body)
	assert answer.status_code == 200, answer.json
	return dict(answer.json or {})


def refresh(world: CampaignsWorld, token: str) -> TestResponse:
	body = {"grant_type": "refresh_token", "refresh_token": token}
	return world.app.test_client().post("/v1/token", json=body)


def revoke(world: CampaignsWorld, token: str) -> None:
	body = {"refresh_token": token}
	assert world.app.test_client().post("/v1/token/revoke", json=body).status_code == 204


def look(world: CampaignsWorld, answer: dict[str, Any]) -> int:
	"""Return what a page that asks for the access token answers."""
	headers = {"Authorization": f"Bearer {answer['access_token']}"}
	return world.app.test_client().get("/v1/session", headers=headers).status_code
