"""The second factor of one's own account: set up, renewed, switched off, demanded, reset."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from structlog.testing import capture_logs

from campaigns.app.cli import main
from campaigns.features import load_metadata
from chasqui.contracts.access import Role
from chasqui.kernel.clock import freeze_clock, read_now
from tests.support.authenticator import Authenticator
from tests.support.campaigns_world import PASSWORD, CampaignsWorld
from tests.support.second_steps import (
	ask_account,
	begin_enrolment,
	confirm_enrolment,
	demand_second_factor,
	enrol,
	sign_in,
	step,
	take_ticket,
)

ADVISOR, ADMINISTRATOR = Role.ADVISOR, Role.ADMINISTRATOR


class TestEnrolment:
	def test_it_is_on_only_once_a_code_has_shown_it(self, world: CampaignsWorld) -> None:
		begun = ask_account(world, ADVISOR, password=PASSWORD).json
		app = Authenticator.scan(begun["uri"])
		assert app.secret == begun["secret"]
		assert (app.name, app.issuer) == ("advisor", "Chasqui Empresa de ejemplo")
		assert sign_in(world, "advisor").status_code == 200
		wrong = ask_account(world, ADVISOR, "/confirm", code=app.show_wrong())
		assert (wrong.status_code, wrong.json["errors"][0]["field"]) == (422, "code")
		assert ask_account(world, ADVISOR).json["is_on"] is False
		codes = ask_account(world, ADVISOR, "/confirm", code=app.show()).json["codes"]
		assert len(set(codes)) == 10
		state = ask_account(world, ADVISOR).json
		assert (state["is_on"], state["codes_left"], state["is_required"]) == (True, 10, False)
		assert state["since"]

	def test_it_asks_for_the_password(self, world: CampaignsWorld) -> None:
		statuses = [ask_account(world, ADVISOR, password="no es").status_code for _ in range(5)]
		assert statuses == [422] * 4 + [429]
		assert ask_account(world, ADVISOR, password=PASSWORD).status_code == 429

	def test_a_newer_secret_forgets_the_one_that_waits(self, world: CampaignsWorld) -> None:
		first, second = (
			Authenticator.scan(ask_account(world, ADVISOR, password=PASSWORD).json["uri"])
			for _ in range(2)
		)
		assert ask_account(world, ADVISOR, "/confirm", code=first.show()).status_code == 422
		assert ask_account(world, ADVISOR, "/confirm", code=second.show()).status_code == 200

	def test_there_is_one_at_a_time(self, world: CampaignsWorld) -> None:
		app, _ = enrol(world, ADVISOR)
		assert ask_account(world, ADVISOR, password=PASSWORD).status_code == 409
		assert ask_account(world, ADVISOR, "/confirm", code=app.show(1)).status_code == 409

	def test_two_confirmations_at_once_give_codes_once(self, world: CampaignsWorld) -> None:
		app = Authenticator.scan(ask_account(world, ADVISOR, password=PASSWORD).json["uri"])
		with ThreadPoolExecutor(4) as pool:
			told = pool.map(
				lambda _: ask_account(world, ADVISOR, "/confirm", code=app.show()), range(4)
			)
			assert sorted(answer.status_code for answer in told) == [200, 409, 409, 409]
		assert ask_account(world, ADVISOR).json["codes_left"] == 10

	def test_other_sessions_of_the_person_end(self, world: CampaignsWorld) -> None:
		refresh = sign_in(world, "advisor").json["refresh_token"]
		enrol(world, ADVISOR)
		assert renew(world, refresh) == 401


class TestSecrecy:
	def test_neither_secret_nor_codes_can_be_read_in_the_database(
		self, world: CampaignsWorld
	) -> None:
		app, codes = enrol(world, ADVISOR)
		kept = read_everything(world)
		assert f"({world.staff['advisor']},eyJ" in kept  # the row was read, and holds a JWE
		assert app.secret not in kept
		for code in codes:
			assert code not in kept
			assert code.replace("-", "") not in kept

	def test_a_secret_moved_to_another_row_opens_nothing(self, world: CampaignsWorld) -> None:
		app, _ = enrol(world, ADVISOR)
		enrol(world, Role.MARKETING_HEAD)
		copy = """
			UPDATE second_factor SET sealed_secret = (
				SELECT sealed_secret FROM second_factor WHERE staff_id = :from_id
			) WHERE staff_id = :to_id
		"""
		ids = {"from_id": world.staff["advisor"], "to_id": world.staff["marketing_head"]}
		with world.wiring.database.open_session() as session:
			session.execute(text(copy), ids)
		assert step(world, take_ticket(world, "marketing_head"), app.show(1)).status_code == 401

	def test_nothing_of_it_is_logged(self, world: CampaignsWorld) -> None:
		with capture_logs() as lines:
			app, codes = enrol(world, ADVISOR)
		assert [one["kind"] for one in lines if one["event"] == "security_event"] == [
			"second_factor_on", "sessions_ended"
		]  # fmt: skip
		assert not any(word in str(lines) for word in (app.secret, PASSWORD, *codes))


class TestRecoveryCodes:
	def test_each_serves_once(self, world: CampaignsWorld) -> None:
		_, codes = enrol(world, ADVISOR)
		ticket = take_ticket(world, "advisor")
		assert step(world, ticket, codes[0]).status_code == 200
		assert step(world, ticket, codes[0]).status_code == 401
		typed = codes[1].replace("-", " ").upper()
		assert step(world, ticket, f" {typed} ").status_code == 200
		assert ask_account(world, ADVISOR).json["codes_left"] == 8

	def test_at_once_too(self, world: CampaignsWorld) -> None:
		_, codes = enrol(world, ADVISOR)
		ticket = take_ticket(world, "advisor")
		with ThreadPoolExecutor(4) as pool:
			told = list(pool.map(lambda _: step(world, ticket, codes[0]), range(4)))
		assert sorted(answer.status_code for answer in told) == [200, 401, 401, 401]

	def test_another_account_s_serve_nothing(self, world: CampaignsWorld) -> None:
		_, codes = enrol(world, ADVISOR)
		enrol(world, Role.MARKETING_HEAD)
		assert step(world, take_ticket(world, "marketing_head"), codes[0]).status_code == 401

	def test_new_ones_end_the_old_ones(self, world: CampaignsWorld) -> None:
		app, old = enrol(world, ADVISOR)
		ticket = take_ticket(world, "advisor")
		step(world, ticket, old[0])
		proof = {"password": PASSWORD, "code": app.show(1)}
		new = ask_account(world, ADVISOR, "/recovery-codes", **proof).json["codes"]
		assert ask_account(world, ADVISOR).json["codes_left"] == 10
		assert step(world, ticket, old[1]).status_code == 401
		assert step(world, ticket, new[1]).status_code == 200


class TestSwitchingOff:
	@pytest.mark.parametrize("path", ["/switch-off", "/recovery-codes"])
	def test_it_takes_password_and_code(self, world: CampaignsWorld, path: str) -> None:
		app, _ = enrol(world, ADVISOR)
		right = {"password": PASSWORD, "code": app.show(1)}
		for name, wrong in (("password", "no es"), ("code", app.show_wrong())):
			answer = ask_account(world, ADVISOR, path, **{**right, name: wrong})
			assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, name)
		assert ask_account(world, ADVISOR).json["is_on"] is True
		assert ask_account(world, ADVISOR, path, **right).status_code in (200, 204)

	def test_afterwards_the_password_is_enough(self, world: CampaignsWorld) -> None:
		_, codes = enrol(world, ADVISOR)
		proof = {"password": PASSWORD, "code": codes[0]}
		assert ask_account(world, ADVISOR, "/switch-off", **proof).status_code == 204
		assert sign_in(world, "advisor").status_code == 200
		assert ask_account(world, ADVISOR).json == {
			"is_on": False, "is_required": False, "since": None, "codes_left": 0
		}  # fmt: skip

	def test_guesses_are_limited(self, world: CampaignsWorld) -> None:
		app, _ = enrol(world, ADVISOR)
		wrong = {"password": PASSWORD, "code": app.show_wrong()}
		told = [ask_account(world, ADVISOR, "/switch-off", **wrong) for _ in range(5)]
		assert [answer.status_code for answer in told] == [422] * 4 + [429]
		right = {"password": PASSWORD, "code": app.show(1)}
		assert ask_account(world, ADVISOR, "/switch-off", **right).status_code == 429

	def test_without_one_there_is_nothing_to_switch_off(self, world: CampaignsWorld) -> None:
		proof = {"password": PASSWORD, "code": "000000"}
		assert ask_account(world, ADVISOR, "/switch-off", **proof).status_code == 409


class TestDemanded:
	def test_an_administrator_sets_one_up_first_and_gets_nothing_before(
		self, world: CampaignsWorld
	) -> None:
		demand_second_factor(world)
		old = sign_in(world, "administrator")
		assert old.json.keys() == {"kind", "ticket", "expires_in"}
		ticket = take_ticket(world, "administrator", "enrolment")
		app = Authenticator.scan(begin_enrolment(world, ticket).json["uri"])
		wrong = confirm_enrolment(world, ticket, app.show_wrong())
		assert (wrong.status_code, wrong.json["errors"][0]["field"]) == (422, "code")
		answer = confirm_enrolment(world, ticket, app.show())
		assert answer.status_code == 200
		assert len(answer.json["recovery"]["codes"]) == 10
		assert renew(world, answer.json["tokens"]["refresh_token"]) == 200
		again = take_ticket(world, "administrator")
		assert step(world, again, app.show(1)).status_code == 200
		assert begin_enrolment(world, ticket).status_code == 401

	def test_tokens_by_password_are_not_given_either(self, world: CampaignsWorld) -> None:
		demand_second_factor(world)
		body = {"grant_type": "password", "username": "administrator", "password": PASSWORD}
		answer = world.app.test_client().post("/v1/token", json=body)
		assert (answer.status_code, answer.json["kind"]) == (202, "enrolment")
		assert "access_token" not in answer.json

	def test_others_are_not_bound(self, world: CampaignsWorld) -> None:
		demand_second_factor(world)
		assert sign_in(world, "advisor").status_code == 200
		assert ask_account(world, ADMINISTRATOR).json["is_required"] is True

	def test_a_session_from_before_the_demand_is_not_renewed(self, world: CampaignsWorld) -> None:
		token = sign_in(world, "administrator").json["refresh_token"]
		demand_second_factor(world)
		assert renew(world, token) == 401

	def test_switching_it_off_ends_the_sessions(self, world: CampaignsWorld) -> None:
		app, codes = enrol(world, ADMINISTRATOR)
		demand_second_factor(world)
		ticket = take_ticket(world, "administrator")
		token = step(world, ticket, codes[0]).json["refresh_token"]
		proof = {"password": PASSWORD, "code": app.show(1)}
		assert ask_account(world, ADMINISTRATOR, "/switch-off", **proof).status_code == 204
		assert renew(world, token) == 401
		take_ticket(world, "administrator", "enrolment")

	def test_the_ticket_to_set_it_up_ends_after_fifteen_minutes(
		self, world: CampaignsWorld
	) -> None:
		demand_second_factor(world)
		ticket = take_ticket(world, "administrator", "enrolment")
		with freeze_clock(read_now() + timedelta(minutes=15, seconds=5)):
			assert begin_enrolment(world, ticket).status_code == 401


class TestReset:
	@pytest.mark.parametrize("way", ["api", "command"])
	def test_it_lets_the_person_in_by_password_and_ends_what_was_open(
		self, world: CampaignsWorld, way: str, monkeypatch: pytest.MonkeyPatch
	) -> None:
		_, codes = enrol(world, ADVISOR)
		token = step(world, take_ticket(world, "advisor"), codes[0]).json["refresh_token"]
		with capture_logs() as lines:
			if way == "api":
				path = f"/v1/staff/{world.staff['advisor']}/second-factor/reset"
				assert world.open_client(ADMINISTRATOR).post(path).status_code == 204
			else:
				run_command(world, monkeypatch, "reset-second-factor", "Advisor")
		kinds = [one["kind"] for one in lines if one["event"] == "security_event"]
		assert kinds == ["second_factor_reset", "sessions_ended"]
		assert renew(world, token) == 401
		assert sign_in(world, "advisor").status_code == 200
		assert ask_account(world, ADVISOR).json["codes_left"] == 0

	def test_it_is_another_person_s_and_an_administrator_s(self, world: CampaignsWorld) -> None:
		own, strange = world.staff["administrator"], 999_999
		admin = world.open_client(ADMINISTRATOR)
		assert admin.post(f"/v1/staff/{own}/second-factor/reset").status_code == 409
		assert admin.post(f"/v1/staff/{strange}/second-factor/reset").status_code == 404
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/staff/{world.staff['advisor']}/second-factor/reset"
		assert head.post(path).status_code == 403


class TestEnabling:
	@pytest.mark.parametrize("way", ["api", "command"])
	def test_a_disabled_account_signs_in_again_with_its_second_factor(
		self, world: CampaignsWorld, way: str, monkeypatch: pytest.MonkeyPatch
	) -> None:
		enrol(world, ADVISOR)
		admin, staff_id = world.open_client(ADMINISTRATOR), world.staff["advisor"]
		assert admin.post(f"/v1/staff/{staff_id}/disable").status_code == 204
		assert sign_in(world, "advisor").status_code == 401
		with capture_logs() as lines:
			if way == "api":
				assert admin.post(f"/v1/staff/{staff_id}/enable").status_code == 204
			else:
				run_command(world, monkeypatch, "enable-staff", "Advisor")
		assert "account_enabled" in {one.get("kind") for one in lines}
		take_ticket(world, "advisor")

	def test_it_is_the_administrator_s(self, world: CampaignsWorld) -> None:
		path = f"/v1/staff/{world.staff['advisor']}/enable"
		assert world.open_client(Role.MARKETING_HEAD).post(path).status_code == 403
		admin = world.open_client(ADMINISTRATOR)
		assert admin.post("/v1/staff/999999/enable").status_code == 404


def run_command(
	world: CampaignsWorld, monkeypatch: pytest.MonkeyPatch, command: str, username: str
) -> None:
	monkeypatch.setattr("campaigns.app.cli.CampaignsConfig", lambda: world.config)
	outcome = CliRunner().invoke(main, [command, username])
	assert (outcome.exit_code, outcome.output.splitlines()[-1]) == (0, username)
	assert CliRunner().invoke(main, [command, "nadie"]).exit_code == 1


def renew(world: CampaignsWorld, token: str) -> int:
	body = {"grant_type": "refresh_token", "refresh_token": token}
	return world.app.test_client().post("/v1/token", json=body).status_code


def read_everything(world: CampaignsWorld) -> str:
	"""Return all rows of all tables, as text."""
	with world.wiring.database.open_session() as session:
		return "\n".join(
			str(row)
			for table in load_metadata().sorted_tables
			for row in session.execute(text(f'SELECT t::text FROM "{table.name}" AS t'))
		)
