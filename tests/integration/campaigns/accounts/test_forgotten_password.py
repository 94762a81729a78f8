"""A forgotten password: asked for by anybody, answered by mail to its person alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from campaigns.accounts.engines.password_link_sender import PasswordLinkSender
from campaigns.accounts.models.password_link import PasswordLinkRow
from campaigns.app.tasks import build_tasks
from chasqui.contracts.access import Role, Scope
from chasqui.contracts.mailer.notices import Notice
from chasqui.contracts.queues import CAMPAIGNS_MAIL_LINKS, CAMPAIGNS_SWEEP
from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.errors import AppError, Invalid, Unavailable
from chasqui.kernel.texts.text import say
from tests.integration.campaigns.accounts.test_security_log import collect, read
from tests.support.campaigns_world import PASSWORD, CampaignsWorld
from tests.support.second_steps import sign_in

HERE, THERE = "203.0.113.9", "198.51.100.1"
EMAIL, GOOD = "asesora@example.com", "cuatro nubes verdes bailan"
SILENT = Unavailable(say("El correo no responde."), code="mail_down")


class FakeMailer:
	"""Keeps the notices that it is asked to send; `refusal` is what it answers instead."""

	def __init__(self) -> None:
		self.sent: list[Notice] = []
		self.refusal: AppError | None = None

	def call(self, _endpoint: Any, *, body: Notice) -> None:
		if self.refusal is not None:
			raise self.refusal
		self.sent.append(body)


@pytest.fixture
def mailer(world: CampaignsWorld) -> FakeMailer:
	"""The mailer of a world whose advisor has an e-mail."""
	fake, wiring = FakeMailer(), world.wiring
	maker = wiring.make_forgotten_password_service
	sender = PasswordLinkSender(wiring.database, maker, fake)  # type: ignore[arg-type]
	wiring.__dict__["password_link_sender"] = sender
	admin, one = world.open_client(Role.ADMINISTRATOR), f"/v1/staff/{world.staff['advisor']}"
	version = admin.get(one).json["version"]
	assert admin.patch(one, json={"version": version, "email": EMAIL}).status_code == 200
	return fake


class TestAsking:
	@pytest.mark.parametrize("login", ["advisor", " Advisor ", "ASESORA@example.com"])
	def test_the_link_goes_to_its_person_and_serves(
		self, world: CampaignsWorld, mailer: FakeMailer, login: str
	) -> None:
		sign_in(world, "advisor")
		assert ask(world, login) == 204
		assert (CAMPAIGNS_MAIL_LINKS, {}) in world.messages.sent
		send(world)
		[mail] = mailer.sent
		assert mail.email == EMAIL
		assert "«advisor»" in mail.before[1]
		assert mail.link.startswith(f"{world.config.public_url}/clave/")
		assert sign_in(world, "advisor").status_code == 200  # nothing has changed yet
		token = mail.link.rpartition("/")[2]
		assert relay(world, "use", token=token, password=GOOD).status_code == 204
		assert sign_in(world, "advisor").status_code == 401
		assert sign_in(world, "advisor", GOOD).status_code == 200
		one = world.open_client(Role.ADMINISTRATOR).get(f"/v1/staff/{world.staff['advisor']}")
		assert one.json["sessions"] == 1  # those of before have ended

	@pytest.mark.parametrize("login", ["nadie", "nadie@example.com", "supervisor"])
	def test_for_others_the_answer_is_the_same_and_no_mail_leaves(
		self, world: CampaignsWorld, mailer: FakeMailer, login: str
	) -> None:
		assert ask(world, login) == ask(world, "advisor") == 204
		send(world)
		assert [mail.email for mail in mailer.sent] == [EMAIL]
		assert count_links(world) == 1

	def test_a_disabled_account_gets_none(self, world: CampaignsWorld, mailer: FakeMailer) -> None:
		one = f"/v1/staff/{world.staff['advisor']}"
		ask(world, "advisor")
		world.open_client(Role.ADMINISTRATOR).post(f"{one}/disable")
		ask(world, "advisor")
		send(world)
		assert mailer.sent == []

	def test_it_is_limited_for_a_name_wherever_it_is_asked(
		self, world: CampaignsWorld, mailer: FakeMailer
	) -> None:
		for login in ("advisor", "nadie"):
			places = [HERE, THERE] * 3
			assert [ask(world, login, place) for place in places] == [204] * 5 + [429]
		assert ask(world, "supervisor") == 204

	def test_one_place_does_not_ask_for_everybody(
		self, world: CampaignsWorld, mailer: FakeMailer
	) -> None:
		statuses = [ask(world, f"nadie{number}") for number in range(61)]
		assert statuses == [204] * 60 + [429]
		assert ask(world, "advisor", THERE) == 204

	def test_it_is_told(self, world: CampaignsWorld, mailer: FakeMailer) -> None:
		ask(world, "advisor")
		ask(world, "nadie")
		relay(world, "check", token="x" * 40)
		collect(world)
		told = {(one["kind"], one["subject_name"], one["address"]) for one in read(world)}
		assert told >= {
			("password_forgotten", "advisor", HERE), ("password_forgotten", "", HERE),
			("password_link_refused", "", HERE),
		}  # fmt: skip


class TestSending:
	def test_it_ends_after_half_an_hour(self, world: CampaignsWorld, mailer: FakeMailer) -> None:
		ask(world, "advisor")
		send(world)
		token = mailer.sent[0].link.rpartition("/")[2]
		for minutes, status in ((29, 200), (31, 401)):
			with freeze_clock(read_now() + timedelta(minutes=minutes)):
				assert relay(world, "check", token=token).status_code == status

	def test_what_cannot_leave_now_leaves_with_the_sweep(
		self, world: CampaignsWorld, mailer: FakeMailer
	) -> None:
		ask(world, "advisor")
		mailer.refusal = SILENT
		send(world)
		assert mailer.sent == []
		mailer.refusal = None
		sweep = build_tasks(world.wiring)[CAMPAIGNS_SWEEP]
		sweep()
		sweep()
		assert len(mailer.sent) == 1

	def test_it_is_not_sent_once_it_is_late(
		self, world: CampaignsWorld, mailer: FakeMailer
	) -> None:
		ask(world, "advisor")
		with freeze_clock(read_now() + timedelta(minutes=31)):
			send(world)
			assert mailer.sent == []
			build_tasks(world.wiring)[CAMPAIGNS_SWEEP]()
		assert count_links(world) == 0

	def test_two_workers_send_it_once(self, world: CampaignsWorld, mailer: FakeMailer) -> None:
		ask(world, "advisor")
		with ThreadPoolExecutor(4) as pool:
			list(pool.map(lambda _: send(world), range(4)))
		assert len(mailer.sent) == 1

	def test_an_address_that_takes_none_is_given_up(
		self, world: CampaignsWorld, mailer: FakeMailer
	) -> None:
		ask(world, "advisor")
		mailer.refusal = Invalid(say("No es de nadie."), code="reserved_address")
		send(world)
		assert count_links(world) == 0

	def test_the_own_change_ends_it(self, world: CampaignsWorld, mailer: FakeMailer) -> None:
		ask(world, "advisor")
		send(world)
		body = {"password": PASSWORD, "new_password": GOOD}
		advisor = world.open_client(Role.ADVISOR)
		assert advisor.post("/v1/account/password", json=body).status_code == 204
		token = mailer.sent[0].link.rpartition("/")[2]
		assert relay(world, "check", token=token).status_code == 401


def ask(world: CampaignsWorld, login: str, address: str = HERE) -> int:
	return int(relay(world, "forgotten", login=login, address=address).status_code)


def relay(world: CampaignsWorld, what: str, **body: str) -> Any:
	client = world.open_service_client(Scope.SIGN_IN_RELAY)
	return client.post(f"/v1/password-links/{what}", json={"address": HERE, **body})


def send(world: CampaignsWorld) -> None:
	build_tasks(world.wiring)[CAMPAIGNS_MAIL_LINKS]()


def count_links(world: CampaignsWorld) -> int:
	with world.wiring.database.open_session() as session:
		return session.query(PasswordLinkRow).count()
