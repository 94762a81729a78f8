"""A sign-in in two steps: a code is good once, a ticket for its step, account and minutes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from chasqui.contracts.access import Role, Scope
from chasqui.kernel.clock import freeze_clock, read_now
from tests.support.authenticator import Authenticator
from tests.support.campaigns_world import PASSWORD, CampaignsWorld
from tests.support.second_steps import (
	HERE,
	begin_enrolment,
	confirm_enrolment,
	demand_second_factor,
	enrol,
	relay,
	sign_in,
	step,
	take_ticket,
)

ELSEWHERE = "203.0.113.9"
ADVISOR = Role.ADVISOR


@pytest.fixture
def app(world: CampaignsWorld) -> Authenticator:
	"""The advisor's authenticator, whose present code was used to switch it on."""
	return enrol(world, ADVISOR)[0]


class TestTwoSteps:
	def test_the_password_gives_a_ticket_and_the_code_the_tokens(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		answer = step(world, take_ticket(world, "advisor"), app.show(1))
		assert answer.status_code == 200
		assert answer.json["staff"]["username"] == "advisor"
		assert answer.json["refresh_token"]
		assert answer.json["device"]

	def test_others_sign_in_as_before(self, world: CampaignsWorld, app: Authenticator) -> None:
		assert sign_in(world, "segundo").status_code == 200

	def test_the_token_endpoint_asks_too(self, world: CampaignsWorld, app: Authenticator) -> None:
		client = world.app.test_client()
		body = {"grant_type": "password", "username": "advisor", "password": PASSWORD}
		first = client.post("/v1/token", json=body)
		assert (first.status_code, first.json["kind"]) == (202, "code")
		grant = {"grant_type": "second_factor", "ticket": first.json["ticket"]}
		assert client.post("/v1/token", json={**grant, "code": "000000"}).status_code == 401
		second = client.post("/v1/token", json={**grant, "code": app.show(1)})
		assert second.status_code == 200
		assert second.json["access_token"]

	def test_a_wrong_password_is_told_as_without_a_second_factor(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		facts = [
			(answer.status_code, answer.json["code"], answer.json["detail"])
			for answer in (sign_in(world, name, "no es") for name in ("advisor", "segundo", "x"))
		]
		assert len(set(facts)) == 1

	@pytest.mark.parametrize("shape", ["{} {}", " {}{} ", "{}-{}", "{}\u00a0{}"])
	def test_spaces_and_hyphens_do_not_count(
		self, world: CampaignsWorld, app: Authenticator, shape: str
	) -> None:
		code = app.show(1)
		typed = shape.format(code[:3], code[3:])
		assert step(world, take_ticket(world, "advisor"), typed).status_code == 200

	def test_only_the_portal_takes_the_step(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		body = {"ticket": take_ticket(world, "advisor"), "code": app.show(1), "address": HERE}
		clients = [world.app.test_client(), world.open_client(Role.ADMINISTRATOR)]
		clients.append(world.open_service_client(Scope.EVENTS_READ))
		paths = ("second-step", "enrolment", "enrolment/confirm")
		for path in paths:
			answers = [c.post(f"/v1/sign-ins/{path}", json=body).status_code for c in clients]
			assert answers == [401, 403, 403], path


class TestCodes:
	@pytest.mark.parametrize(("steps", "status"), [(-2, 401), (0, 200), (1, 200), (2, 401)])
	def test_a_clock_may_be_half_a_minute_off(
		self, world: CampaignsWorld, app: Authenticator, steps: int, status: int
	) -> None:
		with freeze_clock(read_now() + timedelta(minutes=2)):
			ticket = take_ticket(world, "advisor")
			assert step(world, ticket, app.show(steps)).status_code == status

	def test_a_used_code_and_those_before_it_serve_no_more(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		with freeze_clock(read_now() + timedelta(minutes=2)), capture_logs() as lines:
			ticket = take_ticket(world, "advisor")
			assert step(world, ticket, app.show()).status_code == 200
			assert step(world, ticket, app.show()).status_code == 401
			assert step(world, ticket, app.show(-1)).status_code == 401
			assert step(world, ticket, app.show(1)).status_code == 200
		kinds = [line["kind"] for line in lines if line["event"] == "security_event"]
		assert kinds.count("code_reused") == 2

	def test_the_code_that_switched_it_on_is_used(self, world: CampaignsWorld) -> None:
		with freeze_clock(read_now()):  # half a minute later another code is shown
			app = enrol(world, ADVISOR)[0]
			assert step(world, take_ticket(world, "advisor"), app.show()).status_code == 401

	def test_one_code_twice_at_once_opens_one_session(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		for round_ in range(1, 4):
			with ThreadPoolExecutor(4) as pool:
				instant = read_now() + timedelta(minutes=2 * round_)
				frozen = [pool.submit(take_at, world, app, instant) for _ in range(4)]
				statuses = sorted(one.result() for one in frozen)
			assert statuses == [200, 401, 401, 401]

	def test_without_the_row_held_a_code_is_used_once_still(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		from campaigns.accounts.repositories.second_factors import SecondFactorRepository

		database, staff_id = world.wiring.database, world.staff["advisor"]
		with database.open_session() as one, database.open_session() as other:
			rows = [SecondFactorRepository(session) for session in (one, other)]
			factors = [repository.find(staff_id) for repository in rows]
			assert factors[0] is not None
			assert factors[1] is not None
			step_number = (factors[0].last_step or 0) + 5
			with ThreadPoolExecutor(1) as pool:
				assert rows[0].use_step(factors[0], step_number)
				later = pool.submit(rows[1].use_step, factors[1], step_number)
				one.commit()
				assert later.result(timeout=10) is False


class TestTickets:
	def test_it_ends_after_five_minutes(self, world: CampaignsWorld, app: Authenticator) -> None:
		ticket, start = take_ticket(world, "advisor"), read_now()
		for minutes, status in ((4.9, 200), (5.1, 401)):
			with freeze_clock(start + timedelta(minutes=minutes)):
				assert step(world, ticket, app.show()).status_code == status

	def test_it_is_no_credential(self, world: CampaignsWorld, app: Authenticator) -> None:
		ticket = take_ticket(world, "advisor")
		client = world.app.test_client()
		headers = {"Authorization": f"Bearer {ticket}"}
		assert client.get("/v1/session", headers=headers).status_code == 401
		grant = {"grant_type": "refresh_token", "refresh_token": ticket[:200]}
		assert client.post("/v1/token", json=grant).status_code == 401
		as_device = {"username": "advisor", "password": PASSWORD, "device": ticket}
		assert relay(world, "/v1/sign-ins", **as_device).status_code == 202

	def test_a_ticket_for_another_purpose_opens_nothing(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		ticket = take_ticket(world, "advisor")
		assert begin_enrolment(world, ticket).status_code == 401
		assert confirm_enrolment(world, ticket, app.show(1)).status_code == 401
		device = relay(world, "/v1/sign-ins", username="segundo", password=PASSWORD).json["device"]
		assert step(world, device, app.show(1)).status_code == 401
		demand_second_factor(world)
		other = take_ticket(world, "administrator", "enrolment")
		assert step(world, other, app.show(1)).status_code == 401

	def test_a_ticket_of_another_account_asks_that_one_s_code(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		head, _ = enrol(world, Role.MARKETING_HEAD)
		assert step(world, take_ticket(world, "marketing_head"), app.show(1)).status_code == 401
		assert step(world, take_ticket(world, "advisor"), head.show(1)).status_code == 401

	@pytest.mark.parametrize("change", ["password", "disable", "reset"])
	def test_it_ends_when_the_account_changes(
		self, world: CampaignsWorld, app: Authenticator, change: str
	) -> None:
		ticket = take_ticket(world, "advisor")
		with world.wiring.database.open_session() as session:
			directory = world.wiring.make_staff_service(session)
			changes: dict[str, Callable[[], Any]] = {
				"password": lambda: directory.ensure_account(
					"advisor", "advisor", [ADVISOR], "otra clave de prueba"
				),
				"disable": lambda: directory.disable(world.staff["advisor"]),
				"reset": lambda: directory.reset_second_factor(world.staff["advisor"]),
			}
			changes[change]()
		answer = step(world, ticket, app.show(1))
		assert (answer.status_code, answer.json["code"]) == (401, "ticket_refused")

	@pytest.mark.parametrize("change", [lambda t: t[:-6] + "AAAAAA", lambda t: "x" * 40])
	def test_a_made_up_one_opens_nothing(
		self, world: CampaignsWorld, app: Authenticator, change: Callable[[str], str]
	) -> None:
		ticket = change(take_ticket(world, "advisor"))
		assert step(world, ticket, app.show(1)).status_code == 401


class TestLimits:
	def test_five_wrong_codes_lock_even_the_right_one(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		ticket = take_ticket(world, "advisor")
		statuses = [step(world, ticket, app.show_wrong()).status_code for _ in range(5)]
		assert statuses == [401] * 4 + [429]
		locked = step(world, ticket, app.show(1))
		assert locked.status_code == 429
		assert 0 < int(locked.headers["Retry-After"]) <= 60
		with freeze_clock(read_now() + timedelta(seconds=61)):
			assert step(world, ticket, app.show()).status_code == 200

	def test_another_address_and_a_new_ticket_do_not_help(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		for number in range(5):
			place = f"203.0.113.{number}"
			step(world, take_ticket(world, "advisor"), app.show_wrong(), address=place)
		ticket = take_ticket(world, "advisor")
		assert step(world, ticket, app.show(1), address=ELSEWHERE).status_code == 429

	def test_the_known_machine_has_its_own_limit(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		with freeze_clock(read_now() + timedelta(minutes=2)):
			device = step(world, take_ticket(world, "advisor"), app.show()).json["device"]
			ticket = take_ticket(world, "advisor")
			for _ in range(5):
				last = step(world, ticket, app.show_wrong(), address=ELSEWHERE)
			assert last.status_code == 429
			assert step(world, ticket, app.show(1), device=device).status_code == 200

	def test_many_at_once_are_not_more_than_in_turn(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		ticket, wrong = take_ticket(world, "advisor"), app.show_wrong()
		with ThreadPoolExecutor(10) as pool:
			answers = list(pool.map(lambda _: step(world, ticket, wrong), range(10)))
		assert sum(answer.status_code == 401 for answer in answers) == 4

	def test_failures_reach_the_security_log_without_codes(
		self, world: CampaignsWorld, app: Authenticator
	) -> None:
		ticket, wrong = take_ticket(world, "advisor"), app.show_wrong()
		with capture_logs() as lines:
			for _ in range(5):
				step(world, ticket, wrong)
			step(world, "x" * 40, wrong)
		events = [line for line in lines if line["event"] == "security_event"]
		kinds = [line["kind"] for line in events]
		assert kinds == ["code_failed"] * 4 + ["code_locked", "ticket_refused"]
		assert events[0]["subject"] == f"staff:{world.staff['advisor']}"
		assert {line["address"] for line in events} == {HERE}
		assert wrong not in str(events)
		assert ticket not in str(events)


def take_at(world: CampaignsWorld, app: Authenticator, instant: Any) -> int:
	"""Take both steps at an instant; return the second one's status."""
	with freeze_clock(instant):
		return step(world, take_ticket(world, "advisor"), app.show()).status_code
