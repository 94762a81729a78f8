"""How far a campaign came with its members: counts kept with each call and each mail (K19)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from campaigns.audiences import tasks as audiences
from campaigns.desk import tasks as desk
from campaigns.finance import tasks as finance
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.members import Stage
from chasqui.contracts.endpoints.campaigns.reports import MembersBy
from chasqui.contracts.event_payloads import EventName, MailsAccepted
from chasqui.contracts.events import Event
from chasqui.kernel.clock import read_now
from tests.integration.campaigns.desk.test_desk import (
	assign,
	record,
	start_campaign,
	take_next,
	tell,
)
from tests.support.campaigns_world import CampaignsWorld, make_members
from tests.support.migrations import migrate

MEMBERS = (
	("F", 22, "300.00", "EC-P", "1701"), ("F", 34, "482.00", "EC-P", "1702"),
	("M", 34, "\\N", "EC-G", "0901"), ("M", 70, "9000.00", "EC-G", "\\N"),
	("unknown", "\\N", "1500.00", "\\N", "\\N"), ("F", 55, "964.00", "EC-W", "2001"),
)  # fmt: skip
RESULTS = (
	CallResult.SALE, CallResult.INTERESTED, CallResult.NOT_INTERESTED, CallResult.WRONG_NUMBER,
	CallResult.NO_ANSWER, CallResult.SKIPPED,
)  # fmt: skip
FUNNEL = ("members", "called", "contacted", "interested", "sold", "attempts")


class Counter:
	"""A campaign in execution whose members are as `MEMBERS` says, and what is counted of it."""

	def __init__(self, world: CampaignsWorld) -> None:
		self.world = world
		rows = [list(row) for row in make_members(len(MEMBERS))]
		for row, (gender, age, income, province, canton) in zip(rows, MEMBERS, strict=True):
			row[6], row[7], row[8], row[9], row[10] = gender, age, income, province, canton
		world.customers.members = [tuple(row) for row in rows]
		self.campaign_id = int(world.make_campaign()["id"])
		assert world.build_audience(self.campaign_id)["state"] == "ready"
		world.move(self.campaign_id, "in_execution")
		assign(world, self.campaign_id, "advisor", len(MEMBERS))
		self.head = world.open_client(Role.MARKETING_HEAD)
		self.path = f"/v1/campaigns/{self.campaign_id}/figures"
		self._cursors = count(1)

	def call_all(self) -> dict[CallResult, int]:
		"""Record each result; return with which customer."""
		advisor, called = self.world.open_client(Role.ADVISOR), {}
		for result in RESULTS:
			lease = take_next(advisor)
			assert record(advisor, lease, result.value).status_code == 200
			called[result] = int(lease["customer"]["customer_id"])
		return called

	def mail(self, *people: int, event_id: UUID | None = None, campaign_id: int = 0) -> None:
		"""Hand over what the mailer says of these customers, and count it as the worker does."""
		self.hear(*people, event_id=event_id, campaign_id=campaign_id)
		self.world.wiring.mail_collector.sweep()

	def hear(self, *people: int, event_id: UUID | None = None, campaign_id: int = 0) -> None:
		payload = MailsAccepted(
			campaign_id=campaign_id or self.campaign_id, run_id=1, customer_ids=list(people)
		)
		event = Event(
			event_id=event_id or uuid4(),
			cursor=f"1.{next(self._cursors)}",
			name=EventName.MAILS_ACCEPTED,
			payload=payload,
			happened_at=read_now(),
		)
		with self.world.wiring.database.open_session() as session:
			self.world.wiring.make_accepted_mail_handler(session).note(event)

	def ask(self, **asked: Any) -> Any:
		answer = self.head.get(f"{self.path}?{urlencode(asked)}")
		assert answer.status_code == 200, answer.json
		return answer.json

	def sum(self, *names: str) -> tuple[int, ...]:
		total = self.ask()["total"]
		return tuple(total[name] for name in names)

	def list_members(self, **asked: str) -> list[int]:
		path = f"/v1/campaigns/{self.campaign_id}/members?{urlencode(asked)}"
		answer = self.head.get(path)
		assert answer.status_code == 200, answer.json
		return [one["customer_id"] for one in answer.json["items"]]

	def find_differences(self) -> int:
		wiring = self.world.wiring
		features = (audiences, finance, desk)
		recounts = [one for feature in features for one in feature.build_recounts(wiring)]
		return sum(one.run(wiring.database) for one in recounts)


@pytest.fixture
def counter(world: CampaignsWorld) -> Iterator[Counter]:
	made = Counter(world)
	yield made
	assert made.find_differences() == 0


@pytest.mark.covers("K19")
class TestFunnel:
	def test_each_result_counts_as_far_as_it_came(self, counter: Counter) -> None:
		assert counter.sum(*FUNNEL) == (6, 0, 0, 0, 0, 0)
		counter.call_all()
		# A wrong number is a call that nobody of ours answered; who was passed over got none.
		assert counter.sum(*FUNNEL) == (6, 5, 3, 2, 1, 5)

	def test_a_second_call_counts_once_for_the_person(self, counter: Counter) -> None:
		advisor = counter.world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		record(advisor, lease, "INTERESTED")
		execute(counter.world, "UPDATE call_task SET next_attempt_at = NULL, state = 'withdrawn'")
		again = f"customer_id = {lease['customer']['customer_id']}"
		execute(counter.world, f"UPDATE call_task SET state = 'pending' WHERE {again}")
		record(advisor, take_next(advisor), "SALE")
		assert counter.sum(*FUNNEL) == (6, 1, 1, 1, 1, 2)

	def test_a_result_posted_again_is_one_call(self, counter: Counter) -> None:
		advisor = counter.world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		for _ in range(2):
			assert record(advisor, lease, "SALE").status_code == 200
		assert counter.sum(*FUNNEL) == (6, 1, 1, 1, 1, 1)

	@pytest.mark.parametrize("by", list(MembersBy))
	def test_every_figure_counts_the_list_behind_it(self, counter: Counter, by: MembersBy) -> None:
		counter.call_all()
		counter.mail(1, 2, 3)
		report = counter.ask(by=by.value)
		assert sum(one["members"] for one in report["lines"]) == len(MEMBERS)
		for line in (*report["lines"], report["total"]):
			narrow = {by.value: line["key"]} if line["key"] else {}
			assert len(counter.list_members(**narrow)) == line["members"], line
			for stage in Stage:
				found = counter.list_members(**narrow, stage=stage.value)
				assert len(found) == line[stage.value], (line, stage)

	def test_one_kind_of_member_is_counted_by_another(self, counter: Counter) -> None:
		buyer = counter.call_all()[CallResult.SALE]
		keys = [one["key"] for one in counter.ask(by="income", gender="F")["lines"]]
		assert keys == ["0-1sbu", "1-2sbu", "2-3sbu"]
		lines = counter.ask(by="canton", province="EC-P")["lines"]
		sold = {"1701": int(buyer == 1), "1702": int(buyer == 2)}
		assert {one["key"]: one["sold"] for one in lines} == sold

	@pytest.mark.parametrize(
		"asked",
		[
			{"by": "canton", "gender": "F"},
			{"by": "age", "canton": "1701"},
			{"by": "income", "canton": "1701"},
			{"by": "province", "age": "65+", "income": "unknown"},
		],
	)
	def test_what_is_not_kept_together_is_refused(
		self, counter: Counter, asked: dict[str, str]
	) -> None:
		answer = counter.head.get(f"{counter.path}?{urlencode(asked)}")
		assert (answer.status_code, "no se cuentan juntos" in answer.text) == (422, True)

	def test_of_no_campaign_nothing_is_counted(self, counter: Counter) -> None:
		assert counter.head.get("/v1/campaigns/999/figures").status_code == 404

	def test_advisors_do_not_see_it(self, counter: Counter) -> None:
		advisor = counter.world.open_client(Role.ADVISOR)
		assert advisor.get(counter.path).status_code == 403
		assert advisor.get(f"/v1/campaigns/{counter.campaign_id}/rates").status_code == 403


@pytest.mark.covers("K19")
class TestMails:
	def test_a_repeated_event_counts_once(self, counter: Counter) -> None:
		event_id = uuid4()
		for _ in range(2):
			counter.mail(1, 2, event_id=event_id)
		assert counter.sum("mailed", "mails") == (2, 2)

	def test_a_second_mail_is_a_mail_more_and_nobody_more(self, counter: Counter) -> None:
		counter.hear(1, 2)
		counter.mail(2, 3)
		counter.mail(3)
		assert counter.sum("mailed", "mails") == (3, 5)

	def test_whom_the_audience_does_not_have_it_does_not_count(self, counter: Counter) -> None:
		counter.mail(1, 99)
		counter.mail(1, campaign_id=counter.campaign_id + 1)
		assert counter.sum("mailed", "mails") == (1, 1)

	def test_no_customer_s_number_stays_once_counted(self, counter: Counter) -> None:
		counter.mail(1, 2)
		query = "SELECT count(*) FROM accepted_mails WHERE customer_ids IS NOT NULL"
		assert execute(counter.world, query) == 0

	def test_each_mail_costs_once_on_the_day_on_which_it_was_taken(self, counter: Counter) -> None:
		counter.hear(1, 2)
		self.pay(counter)
		assert self.read_mails(counter) == []  # they are not counted with the audience yet
		counter.mail(2, 99)
		for _ in range(2):
			self.pay(counter)
			assert self.read_mails(counter) == [3]

	def pay(self, counter: Counter) -> None:
		for step in finance.build_sweeps(counter.world.wiring):
			step()

	def read_mails(self, counter: Counter) -> list[int]:
		with counter.world.wiring.database.open_session() as session:
			query = text("SELECT mails FROM campaign_day WHERE campaign_id = :campaign_id")
			return list(session.scalars(query, {"campaign_id": counter.campaign_id}))

	def test_a_lost_mail_is_found(self, world: CampaignsWorld) -> None:
		counter = Counter(world)
		counter.mail(1)
		execute(world, "UPDATE accepted_mails SET mails = 2")
		assert counter.find_differences() == 1


@pytest.mark.covers("R44", "R45")
class TestPeople:
	def test_an_erasure_keeps_the_counts_and_takes_the_rest(self, counter: Counter) -> None:
		buyer = counter.call_all()[CallResult.SALE]
		counter.mail(buyer, buyer % len(MEMBERS) + 1)
		before = counter.ask()["total"]
		for _ in range(2):
			person = {"customer_id": buyer, "erasure_id": 7, "person": None}
			tell(counter.world, EventName.ERASURE_REQUESTED, **person)
		assert counter.ask()["total"] == before
		lines = {one["key"]: one["sold"] for one in counter.ask(by="age")["lines"]}
		assert lines["unknown"] == 1
		counter.mail(buyer)
		assert counter.sum("mails") == (3,)

	def test_a_merge_changes_no_count(self, counter: Counter) -> None:
		counter.call_all()
		before = counter.ask(by="gender")
		tell(
			counter.world, EventName.CUSTOMERS_MERGED, kept_id=5, merged_id=1, email=None,
			phone="+593990001111", may_email=False, may_phone=True,
		)  # fmt: skip
		assert counter.ask(by="gender") == before


class TestManyAtOnce:
	def test_calls_mails_and_erasures_lose_no_count(self, world: CampaignsWorld) -> None:
		counter, wiring = Counter(world), world.wiring
		advisor = world.open_client(Role.ADVISOR)
		leases = {}
		for _ in MEMBERS:
			lease = take_next(advisor)
			leases[number := int(lease["customer"]["customer_id"])] = lease
			done = "UPDATE call_task SET state = 'done', lease_token = NULL"
			execute(world, f"{done} WHERE customer_id = {number}")

		def call(lease: dict[str, Any]) -> int:
			client = world.open_client(Role.ADVISOR)
			return record(client, lease, "INTERESTED", late=True).status_code

		def mail(number: int) -> int:
			counter.hear(number, number % len(MEMBERS) + 1)
			wiring.mail_collector.sweep()
			return 200

		def erase(number: int) -> int:
			tell(
				world, EventName.ERASURE_REQUESTED, customer_id=number, erasure_id=number,
				person=None,
			)  # fmt: skip
			return 200

		with ThreadPoolExecutor(9) as pool:
			jobs = [pool.submit(call, lease) for lease in leases.values()]
			jobs += [pool.submit(mail, number) for number in leases]
			jobs += [pool.submit(erase, number) for number in (1, 3)]
			assert {one.result() for one in jobs} == {200}
		wiring.mail_collector.sweep()
		assert counter.find_differences() == 0
		assert counter.sum("called", "contacted", "attempts", "mails") == (6, 6, 6, 12)


@pytest.mark.covers("K19")
class TestRates:
	def test_a_campaign_stands_beside_the_finished_ones(self, counter: Counter) -> None:
		counter.call_all()
		counter.mail(1, 2)
		rates = self.read(counter, counter.campaign_id)
		assert (rates["own"]["called"], rates["own"]["sold"], rates["own"]["mailed"]) == (5, 1, 2)
		assert (rates["campaigns"], rates["finished"]["members"]) == (0, 0)
		counter.world.move(counter.campaign_id, "finished")
		other = start_campaign(counter.world, members=1)
		rates = self.read(counter, other)
		assert (rates["own"]["members"], rates["own"]["called"]) == (1, 0)
		assert (rates["campaigns"], rates["finished"]["attempts"]) == (1, 5)

	@pytest.mark.covers("K27")
	@pytest.mark.parametrize(("minutes", "kept"), [(10, 1), (20, 0)])
	def test_a_promised_call_is_kept_in_time_or_not(
		self, counter: Counter, minutes: int, kept: int
	) -> None:
		advisor = counter.world.open_client(Role.ADVISOR)
		at = (read_now() + timedelta(hours=1)).isoformat()
		record(advisor, take_next(advisor), "CALLBACK_OWN", callback_at=at)
		past = f"now() - interval '{minutes} minutes'"
		moved = f"UPDATE call_task SET next_attempt_at = {past} WHERE is_callback"
		execute(counter.world, moved)
		rates = self.read(counter, counter.campaign_id)
		assert (rates["own"]["promised"], rates["overdue"]) == (0, int(minutes > 15))
		record(advisor, take_next(advisor), "SALE")
		rates = self.read(counter, counter.campaign_id)
		assert (rates["own"]["promised"], rates["own"]["kept"], rates["overdue"]) == (1, kept, 0)

	def test_of_no_campaign_there_are_none(self, counter: Counter) -> None:
		assert counter.head.get("/v1/campaigns/999/rates").status_code == 404

	def read(self, counter: Counter, campaign_id: int) -> Any:
		return counter.head.get(f"/v1/campaigns/{campaign_id}/rates").json


class TestCalls:
	@pytest.mark.covers("K19")
	def test_they_are_counted_by_the_hour_too(self, counter: Counter) -> None:
		counter.call_all()
		path = f"/v1/campaigns/{counter.campaign_id}/calls/statistics"
		told = counter.head.get(path).json
		by_hour = [sum(some.values()) for some in told["by_hour"].values()]
		assert sum(by_hour) == told["total"] == 5

	def test_a_call_that_is_not_counted_is_found(self, world: CampaignsWorld) -> None:
		counter = Counter(world)
		counter.call_all()
		execute(world, "UPDATE call_figure SET calls = 2 WHERE result = 'SALE'")
		execute(world, "UPDATE call SET result = 'BUSY' WHERE result = 'INTERESTED'")
		# The count of sales; those of both results that changed; the member of the second.
		recounts = desk.build_recounts(world.wiring)
		found = [one.run(world.wiring.database) for one in recounts if one.name != "campaign_day"]
		assert found == [3, 1]


def test_what_was_there_before_is_counted_by_the_migration(world: CampaignsWorld) -> None:
	counter = Counter(world)
	counter.call_all()
	before = counter.ask(by="canton")
	url = world.config.database_url.get_secret_value()
	world.wiring.database.close()
	migrate("campaigns", url, "downgrade", "0024")
	migrate("campaigns", url, "upgrade", "head")
	assert counter.ask(by="canton") == before
	assert counter.find_differences() == 0


def execute(world: CampaignsWorld, statement: str) -> Any:
	"""Run a statement; return the first value of a query."""
	with world.wiring.database.open_session() as session:
		done = session.execute(text(statement))
		return done.scalar() if done.returns_rows else None
