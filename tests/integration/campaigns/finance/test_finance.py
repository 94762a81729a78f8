"""What campaigns cost and bring: rates, fixed costs, sales, the budget and its alerts."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from campaigns.audiences.repositories.figures import AudienceFigureRepository
from campaigns.desk.tasks import build_recounts
from campaigns.finance.tasks import build_sweeps
from chasqui.contracts.access import Role
from chasqui.kernel.clock import freeze_clock, read_now, read_today
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld

TODAY = read_today("America/Guayaquil")
MONEY = ("spent", "revenue", "result")
SALE = {"item_id": 7, "item_name": "Fibra 200", "quantity": 2, "unit_price": "25.90"}
RATES = {"mail": "0.0150", "attempt": "0.0400", "minute": "0.1200", "hour": "6.0000"}


def day(days: int) -> str:
	return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def head(world: CampaignsWorld) -> FlaskClient:
	return world.open_client(Role.MARKETING_HEAD)


def set_rate(head: FlaskClient, kind: str, amount: str, valid_from: str) -> Any:
	body = {"kind": kind, "amount": amount, "valid_from": valid_from}
	return head.post("/v1/cost-rates", json=body)


def call(
	world: CampaignsWorld, result: str = "NO_ANSWER", seconds: int = 90, **more: Any
) -> dict[str, Any]:
	"""Call the next customer for so long."""
	advisor = world.open_client(Role.ADVISOR)
	now = read_now()
	with freeze_clock(now):
		lease = take_next(advisor)
	with freeze_clock(now + timedelta(seconds=seconds)):
		done = record(advisor, lease, result, **more)
	assert done.status_code == 200, done.json
	return lease


def count_mails(world: CampaignsWorld, campaign_id: int, mails: int, days_ago: int = 0) -> None:
	with world.wiring.database.open_session() as session:
		at = read_now() - timedelta(days=days_ago)
		world.wiring.make_activity_recorder(session).add_mails(campaign_id, at, mails)


def watch(world: CampaignsWorld) -> None:
	for step in build_sweeps(world.wiring):
		step()


@pytest.mark.covers("K19")
class TestRates:
	def test_one_holds_until_the_next_begins(self, head: FlaskClient) -> None:
		first = set_rate(head, "mail", "0.0100", day(-30)).json
		second = set_rate(head, "mail", "0.0200", day(-10)).json
		listed = head.get("/v1/cost-rates?kind=mail").json["items"]
		assert [(one["id"], one["valid_until"]) for one in listed] == [
			(second["id"], None), (first["id"], day(-10)),
		]  # fmt: skip
		between = set_rate(head, "mail", "0.0300", day(-20)).json
		assert between["valid_until"] == day(-10)

	def test_two_of_a_kind_never_begin_on_one_day(self, head: FlaskClient) -> None:
		made = set_rate(head, "mail", "0.01", day(0)).json
		again = set_rate(head, "mail", "0.02", day(0))
		assert (again.status_code, again.json["code"]) == (409, "rate_exists")
		assert again.json["errors"][0]["field"] == "valid_from"
		for _ in range(2):
			assert head.delete(f"/v1/cost-rates/{made['id']}").status_code == 204
		assert set_rate(head, "mail", "0.02", day(0)).status_code == 201
		assert len(head.get("/v1/cost-rates").json["items"]) == 1
		kept = head.get("/v1/cost-rates?withdrawn=true").json["items"]
		assert [one["withdrawn_by"] for one in kept].count("marketing_head") == 1

	@pytest.mark.parametrize(
		"body",
		[
			{"kind": "mail", "amount": "0.01"},
			{"kind": "mail", "amount": "-1", "valid_from": day(0)},
			{"kind": "mail", "amount": "0.00001", "valid_from": day(0)},
			{"kind": "mail", "amount": "1E+60000000", "valid_from": day(0)},
			{"kind": "fax", "amount": "1", "valid_from": day(0)},
			{"kind": "mail", "amount": "1", "valid_from": "ayer"},
		],
	)
	def test_what_is_no_rate_is_refused(self, head: FlaskClient, body: dict[str, str]) -> None:
		assert head.post("/v1/cost-rates", json=body).status_code == 422
		assert head.get("/v1/cost-rates").json["items"] == []

	def test_advisors_and_supervisors_do_not_see_costs(self, world: CampaignsWorld) -> None:
		campaign_id = world.make_campaign()["id"]
		for role in (Role.ADVISOR, Role.SUPERVISOR):
			client = world.open_client(role)
			assert client.get("/v1/cost-rates").status_code == 403
			assert client.get(f"/v1/campaigns/{campaign_id}/finance").status_code == 403


@pytest.mark.covers("K19")
class TestSpending:
	def test_each_day_costs_what_its_rate_says(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		campaign_id = world.make_campaign()["id"]
		set_rate(head, "mail", "0.0100", day(-10))
		set_rate(head, "mail", "0.0300", day(-5))
		for days_ago, mails in ((11, 1000), (10, 1000), (6, 1000), (5, 1000), (0, 1000)):
			count_mails(world, campaign_id, mails, days_ago)
		finance = head.get(f"/v1/campaigns/{campaign_id}/finance").json
		assert finance["lines"] == [
			{"kind": "mail", "units": "5000.00", "amount": "80.00", "is_rated": False}
		]
		assert (finance["spent"], finance["left"]) == ("80.00", "1420.00")

	def test_a_call_costs_its_attempt_its_minutes_and_the_advisor(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		for kind, amount in RATES.items():
			set_rate(head, kind, amount, day(-1))
		campaign_id = start_campaign(world, members=2, assigned=2)
		call(world, "NO_ANSWER", seconds=90)
		call(world, "SKIPPED", seconds=500)
		finance = head.get(f"/v1/campaigns/{campaign_id}/finance").json
		lines = {one["kind"]: (float(one["units"]), one["amount"]) for one in finance["lines"]}
		assert lines["attempt"] == (1, "0.04")
		assert lines["minute"] == (1.5, "0.18")
		assert lines["hour"] == (0.03, "0.15")
		assert (finance["spent"], finance["result"]) == ("0.37", "-0.37")

	def test_without_rates_nothing_costs_and_it_is_said(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		call(world)
		lines = head.get(f"/v1/campaigns/{campaign_id}/finance").json["lines"]
		assert {one["is_rated"] for one in lines} == {False}
		assert {one["amount"] for one in lines} == {"0.00"}

	def test_a_fixed_cost_is_committed_until_its_day(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		campaign_id = world.make_campaign()["id"]
		way = f"/v1/campaigns/{campaign_id}/costs"
		head.post(way, json={"name": "Volantes", "amount": "200", "day": day(0)})
		later = head.post(way, json={"name": "Feria", "amount": "300.5", "day": day(3)}).json
		finance = head.get(f"/v1/campaigns/{campaign_id}/finance").json
		told = {name: finance[name] for name in ("spent", "fixed", "committed", "left", "forecast")}
		assert told == {
			"spent": "200.00", "fixed": "200.00", "committed": "300.50", "left": "999.50",
			"forecast": "500.50",
		}  # fmt: skip
		assert [one["name"] for one in head.get(way).json["items"]] == ["Feria", "Volantes"]
		assert head.delete(f"{way}/{later['id']}").status_code == 204
		assert head.delete(f"{way}/{later['id']}").status_code == 404
		other = world.make_campaign()["id"]
		kept = head.get(way).json["items"][0]["id"]
		assert head.delete(f"/v1/campaigns/{other}/costs/{kept}").status_code == 404
		log = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		assert [one["fields"] for one in log[:3]] == [["fixed_costs"]] * 3

	@pytest.mark.parametrize("amount", ["0", "-1", "abc", "1E+90"])
	def test_a_cost_costs_something(
		self, world: CampaignsWorld, head: FlaskClient, amount: str
	) -> None:
		way = f"/v1/campaigns/{world.make_campaign()['id']}/costs"
		body = {"name": "Feria", "amount": amount, "day": day(0)}
		assert head.post(way, json=body).status_code == 422

	def test_the_forecast_goes_on_as_it_went(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		set_rate(head, "mail", "0.0100", day(-60))
		campaign_id = start_campaign(world, members=1)
		count_mails(world, campaign_id, 3000)
		finance = head.get(f"/v1/campaigns/{campaign_id}/finance").json
		left = (
			date.fromisoformat(head.get(f"/v1/campaigns/{campaign_id}").json["ends_on"]) - TODAY
		).days
		assert Decimal(finance["forecast"]) == 30 + 30 * left
		world.move(campaign_id, "finished")
		assert head.get(f"/v1/campaigns/{campaign_id}/finance").json["forecast"] == "30.00"


@pytest.mark.covers("K19", "K27")
class TestSales:
	def test_a_sale_brings_its_amount(self, world: CampaignsWorld, head: FlaskClient) -> None:
		campaign_id = start_campaign(world, members=2, assigned=2)
		call(world, "SALE", sale=SALE)
		call(world, "SALE")
		finance = head.get(f"/v1/campaigns/{campaign_id}/finance").json
		assert (finance["sales"], finance["unpriced_sales"]) == (2, 1)
		assert (finance["revenue"], finance["result"]) == ("51.80", "51.80")
		[recount] = [one for one in build_recounts(world.wiring) if one.name == "campaign_day"]
		assert recount.run(world.wiring.database) == 0
		with world.wiring.database.open_session() as session:
			session.execute(text("UPDATE call_sale SET quantity = 3"))
		assert recount.run(world.wiring.database) == 1

	def test_the_same_sale_twice_is_one(self, world: CampaignsWorld, head: FlaskClient) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		lease = call(world, "SALE", sale=SALE)
		advisor = world.open_client(Role.ADVISOR)
		assert record(advisor, lease, "SALE", sale=SALE).status_code == 200
		other = record(advisor, lease, "SALE", sale={**SALE, "quantity": 5})
		assert (other.status_code, other.json["code"]) == (409, "already_recorded")
		assert head.get(f"/v1/campaigns/{campaign_id}/finance").json["revenue"] == "51.80"

	def test_only_a_sale_has_what_was_sold(self, world: CampaignsWorld) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		for sale in (SALE, {**SALE, "quantity": 0}, {**SALE, "unit_price": "-1"}):
			assert record(advisor, lease, "BUSY", sale=sale).status_code == 422
		assert record(advisor, lease, "SALE", sale={"quantity": 1}).status_code == 422

	def test_statistics_add_up_what_was_spent_and_sold(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		set_rate(head, "attempt", "1", day(-1))
		campaign_id = start_campaign(world, members=1, assigned=1)
		world.make_campaign()
		call(world, "SALE", sale=SALE)
		body = {"name": "Feria", "amount": "10", "day": day(0)}
		head.post(f"/v1/campaigns/{campaign_id}/costs", json=body)
		report = head.get("/v1/reports/campaigns?by=phase").json
		told = {
			one["key"]: (one["spent"], one["revenue"], one["result"]) for one in report["lines"]
		}
		assert told == {
			"in_execution": ("11.00", "51.80", "40.80"), "planned": ("0.00", "0.00", "0.00"),
		}  # fmt: skip
		assert report["total"]["result"] == "40.80"

	@pytest.mark.covers("K21", "K22")
	def test_statistics_share_out_what_was_spent_among_members(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		set_rate(head, "attempt", "1", day(-1))
		for price in ("10.00", "7.30"):
			campaign_id = start_campaign(world, members=3, assigned=3)
			call(world, "SALE", sale={**SALE, "quantity": 1, "unit_price": price})
			call(world, "NO_ANSWER")
			body = {"name": "Feria", "amount": "10", "day": day(0)}
			head.post(f"/v1/campaigns/{campaign_id}/costs", json=body)
			world.move(campaign_id, "paused")
		for by in ("gender", "age", "province", "canton"):
			report = head.get(f"/v1/reports/campaigns?by={by}").json
			sums = {one: sum(Decimal(line[one]) for line in report["lines"]) for one in MONEY}
			assert sums == {name: Decimal(report["total"][name]) for name in MONEY}
			assert sums == {"spent": 24, "revenue": Decimal("17.30"), "result": Decimal("-6.70")}
		nowhere = head.get("/v1/reports/campaigns?by=gender&province=EC-W").json
		assert nowhere["lines"] == []

	def test_calls_of_each_advisor_cost_what_their_days_say(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		set_rate(head, "attempt", "1", day(-1))
		set_rate(head, "minute", "2", day(-1))
		campaign_id = start_campaign(world, members=3, assigned=3)
		call(world, "SALE", seconds=90, sale={**SALE, "quantity": 1, "unit_price": "20.00"})
		call(world, "NO_ANSWER", seconds=30)
		call(world, "SKIPPED")
		path = f"/v1/reports/calls?by=advisor_id&campaign_id={campaign_id}"
		report = head.get(path).json
		(line,) = report["lines"]
		assert (line["spent"], line["amount"], line["result"]) == ("6.00", "20.00", "14.00")
		finance = head.get(f"/v1/campaigns/{campaign_id}/finance").json
		assert [report["total"][name] for name in ("spent", "result")] == [
			finance[name] for name in ("spent", "result")
		]
		for role in (Role.SUPERVISOR, Role.ADVISOR):
			(hidden,) = world.open_client(role).get(path).json["lines"]
			assert (hidden["spent"], hidden["result"]) == (None, None)
			assert hidden["amount"] == "20.00"
		nobody = head.get(f"{path}&result=BUSY").json
		assert (nobody["lines"], nobody["total"]["spent"]) == ([], "0.00")

	def test_who_looks_after_no_money_sees_none_in_statistics(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		campaign_id = start_campaign(world, members=1)
		body = {"name": "Feria", "amount": "10", "day": day(0)}
		head.post(f"/v1/campaigns/{campaign_id}/costs", json=body)
		supervisor = world.open_client(Role.SUPERVISOR)
		for by in ("phase", "owner", "gender"):
			path = f"/v1/reports/campaigns?by={by}"
			shown, hidden = head.get(path).json, supervisor.get(path).json
			assert shown["total"]["spent"] == "10.00"
			for line in (*hidden["lines"], hidden["total"]):
				assert [line[name] for name in MONEY] == [None, None, None]
			assert hidden["total"]["members"] == shown["total"]["members"] == 1


@pytest.mark.covers("K19")
class TestBudgetWatch:
	@pytest.fixture
	def campaign_id(self, world: CampaignsWorld, head: FlaskClient) -> int:
		set_rate(head, "mail", "1", day(-60))
		return start_campaign(world, members=1)

	def read_log(self, head: FlaskClient, campaign_id: int) -> list[tuple[str, int | None]]:
		log = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		return [(one["kind"], one["percent"]) for one in log if one["kind"] in ("budget", "phase")]

	def test_each_step_is_written_once_and_nothing_stops_by_itself(
		self, world: CampaignsWorld, head: FlaskClient, campaign_id: int
	) -> None:
		before = len(self.read_log(head, campaign_id))
		count_mails(world, campaign_id, 1199)
		watch(world)
		assert head.get("/v1/budget-alerts").json["items"] == []
		count_mails(world, campaign_id, 1)
		for _ in range(2):
			watch(world)
		assert self.read_log(head, campaign_id)[:-before] == [("budget", 80)]
		(alert,) = head.get("/v1/budget-alerts").json["items"]
		assert (alert["level"], alert["spent"], alert["budget"]) == ("warned", "1200.00", "1500.00")
		count_mails(world, campaign_id, 300)
		for _ in range(2):
			watch(world)
		assert self.read_log(head, campaign_id)[:-before] == [("budget", 100), ("budget", 80)]
		assert head.get(f"/v1/campaigns/{campaign_id}").json["phase"] == "in_execution"
		assert head.get("/v1/budget-alerts").json["items"][0]["level"] == "reached"

	def test_a_campaign_that_is_told_to_pauses_itself(
		self, world: CampaignsWorld, head: FlaskClient, campaign_id: int
	) -> None:
		way = f"/v1/campaigns/{campaign_id}/budget-watch"
		body = {"stop_percent": 50, "pauses_itself": True, "version": 0}
		assert head.put(way, json=body).json["version"] == 1
		stale = head.put(way, json=body)
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		count_mails(world, campaign_id, 750)
		watch(world)
		assert head.get(f"/v1/campaigns/{campaign_id}").json["phase"] == "paused"
		log = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		assert (log[0]["kind"], log[0]["by"]) == ("phase", "control del presupuesto")
		assert "presupuesto" in log[0]["reason"]
		world.move(campaign_id, "in_execution")
		watch(world)  # whoever goes on has decided
		assert head.get(f"/v1/campaigns/{campaign_id}").json["phase"] == "in_execution"

	@pytest.mark.parametrize("percent", [0, 9, 501])
	def test_a_limit_is_a_part_of_the_budget(
		self, head: FlaskClient, campaign_id: int, percent: int
	) -> None:
		body = {"stop_percent": percent, "pauses_itself": False, "version": 0}
		way = f"/v1/campaigns/{campaign_id}/budget-watch"
		assert head.put(way, json=body).status_code == 422


@pytest.mark.covers("K19")
class TestResult:
	def test_what_was_spent_is_shared_out_and_what_was_sold_is_known(
		self, world: CampaignsWorld, head: FlaskClient
	) -> None:
		set_rate(head, "attempt", "1", day(-1))
		campaign_id = start_campaign(world, members=4, assigned=4)
		with world.wiring.database.open_session() as session:
			session.execute(
				text("UPDATE audience_member SET province = 'EC-G' WHERE customer_id > 2")
			)
			count = text("SELECT id FROM audience WHERE campaign_id = :one")
			audience_id = session.scalar(count, {"one": campaign_id})
			AudienceFigureRepository(session).count(audience_id)
		body = {"name": "Feria", "amount": "10", "day": day(0)}
		head.post(f"/v1/campaigns/{campaign_id}/costs", json=body)
		customers = [
			call(world, "SALE", sale=SALE)["customer"]["customer_id"],
			call(world, "NO_ANSWER")["customer"]["customer_id"],
		]
		report = head.get(f"/v1/campaigns/{campaign_id}/result?by=province").json
		lines = {one["key"]: one for one in report["lines"]}
		for code, numbers in (("EC-P", (1, 2)), ("EC-G", (3, 4))):
			calls = sum(one in numbers for one in customers)
			sold = customers[0] in numbers
			line = lines[code]
			assert line["spent"] == f"{5 + calls:.2f}"
			assert line["revenue"] == ("51.80" if sold else "0.00")
			assert Decimal(line["result"]) == Decimal(line["revenue"]) - Decimal(line["spent"])
		finance = head.get(f"/v1/campaigns/{campaign_id}/finance").json
		for name in ("spent", "revenue", "result"):
			assert report["total"][name] == finance[name]
		by_gender = head.get(f"/v1/campaigns/{campaign_id}/result?by=gender&province=EC-P").json
		assert by_gender["total"]["spent"] == lines["EC-P"]["spent"]
		assert by_gender["total"]["revenue"] == lines["EC-P"]["revenue"]

	def test_who_looks_after_no_money_sees_none(self, world: CampaignsWorld) -> None:
		way = f"/v1/campaigns/{world.make_campaign()['id']}/result"
		assert world.open_client(Role.SUPERVISOR).get(way).status_code == 403
		assert world.open_client(Role.MARKETING_HEAD).get(way).json["lines"] == []
