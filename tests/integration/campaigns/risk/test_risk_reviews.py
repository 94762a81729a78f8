"""Reviews of many people's risk: a file, or a campaign's assigned customers (K28)."""

from typing import Any
from unittest.mock import patch

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text, update

from campaigns.risk.engines.review_runner import MAX_ATTEMPTS, RiskReviewRunner
from campaigns.risk.models.risk_review import RiskReviewRow
from campaigns.risk.models.risk_review_item import RiskReviewItemRow
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from chasqui.contracts.queues import CAMPAIGNS_REVIEW_RISK
from chasqui.contracts.risk import RiskLevel
from tests.integration.campaigns.desk.test_desk import assign, record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld
from tests.support.events import hand_event

GOOD = ("1710034065", "0926687856", "0102030400")
FILE = "identificacion;tipo\n" + "\n".join([*GOOD, "1710034066", "AB123456"]) + "\n"


@pytest.mark.covers("K28")
class TestFile:
	def test_every_row_is_answered_or_told_why_not(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		review = send_file(head)
		assert (review["total"], review["rejected"], review["state"]) == (5, 2, "queued")
		assert world.messages.sent[-1] == (CAMPAIGNS_REVIEW_RISK, {"review_id": review["id"]})
		done = run(world, review["id"], head)
		assert (done["state"], done["done"], done["levels"]) == ("done", 5, {"LOW": 3})
		items = read_items(head, review["id"])
		assert [item["line"] for item in items] == [2, 3, 4, 5, 6]
		assert [item["status"] for item in items] == ["FOUND"] * 3 + [None] * 2
		assert "dígito verificador" in items[3]["error"]

	def test_the_numbers_are_gone_when_they_are_answered(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		run(world, send_file(head)["id"], head)
		with world.wiring.database.open_session() as session:
			rows = list(session.scalars(select(RiskReviewItemRow)))
		assert {row.id_number for row in rows} == {None}
		assert sum(row.subject_key is not None for row in rows) == len(GOOD)

	def test_the_report_is_a_csv_that_runs_no_formula(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		evil = "identificacion,tipo\n1710034065,cedula\n=9+9+9999,=cmd()\n"
		review = send_file(head, evil)
		run(world, review["id"], head)
		text = head.get(f"/v1/risk/reviews/{review['id']}/items.csv").text
		lines = text.splitlines()
		assert lines[0].startswith("\ufefflinea,nombre,identificacion,estado,nivel,puntaje")
		assert lines[1].startswith("2,,17******65,FOUND,LOW,700")
		cells = [cell.strip('"') for line in lines[1:] for cell in line.split(",")]
		assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
		assert head.get(f"/v1/risk/reviews/{review['id'] + 1}/items.csv").status_code == 404

	@pytest.mark.parametrize(
		("data", "status", "code"),
		[("", 422, "empty_file"), ("identificacion\n", 422, "empty_file"),
			("nombre\nAna\n", 422, "missing_column"), ("1710034065\n" * 21, 413, "too_many_rows")],
	)  # fmt: skip
	def test_a_file_that_does_not_serve_is_refused_whole(
		self, world: CampaignsWorld, data: str, status: int, code: str
	) -> None:
		world.config.review_max_rows = 20
		answer = post_file(world.open_client(Role.MARKETING_HEAD), data)
		assert (answer.status_code, answer.json["code"]) == (status, code)

	def test_a_second_click_makes_no_second_review(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		first, second = (post_file(head, FILE, key="una-vez") for _ in range(2))
		assert first.json["id"] == second.json["id"]

	def test_an_advisor_may_not_look_up_many(self, world: CampaignsWorld) -> None:
		assert post_file(world.open_client(Role.ADVISOR), FILE).status_code == 403


@pytest.mark.covers("K28")
class TestCampaign:
	def test_everybody_whom_advisors_have_is_reviewed_in_one_question(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=12, assigned=8)
		world.risk.levels = {"1700000001": RiskLevel.HIGH, "1700000002": RiskLevel.MEDIUM}
		head = world.open_client(Role.MARKETING_HEAD)
		review = review_campaign(head, campaign_id)
		assert review["total"] == 8
		done = run(world, review["id"], head)
		assert (done["state"], done["done"]) == ("done", 8)
		assert sum(done["levels"].values()) == 8
		assert world.risk.batches == [8]
		names = [item["name"] for item in read_items(head, review["id"])]
		assert all(name.startswith("Persona Sintética") for name in names)

	def test_one_assignment_can_be_reviewed_alone(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=6, assigned=2)
		given = assign(world, campaign_id, "segundo", 3)
		head = world.open_client(Role.MARKETING_HEAD)
		review = review_campaign(head, campaign_id, assignment_id=given["id"])
		assert (review["total"], review["advisor_name"]) == (3, "segundo")

	def test_a_review_that_goes_on_is_not_doubled(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=3, assigned=3)
		head = world.open_client(Role.MARKETING_HEAD)
		first, second = (review_campaign(head, campaign_id) for _ in range(2))
		assert first["id"] == second["id"]
		run(world, first["id"], head)
		assert review_campaign(head, campaign_id)["id"] != first["id"]

	def test_without_assigned_customers_there_is_nothing_to_review(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=2)
		head = world.open_client(Role.MARKETING_HEAD)
		answer = head.post(f"/v1/campaigns/{campaign_id}/risk-reviews", json={})
		assert (answer.status_code, answer.json["code"]) == (409, "nobody_assigned")

	def test_the_rows_are_sorted_and_filtered_page_by_page(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=9, assigned=9)
		world.risk.levels = {
			f"17{number:08d}": (RiskLevel.LOW, RiskLevel.HIGH, RiskLevel.MEDIUM)[number % 3]
			for number in range(1, 10)
		}
		head = world.open_client(Role.MARKETING_HEAD)
		review_id = review_campaign(head, campaign_id)["id"]
		run(world, review_id, head)
		levels = [item["level"] for item in read_items(head, review_id, "sort=-level&limit=2")]
		assert levels == ["HIGH"] * 3 + ["MEDIUM"] * 3 + ["LOW"] * 3
		assert len(read_items(head, review_id, "level=HIGH")) == 3
		by_status = read_items(head, review_id, "sort=status&status=FOUND&limit=4")
		assert len(by_status) == 9
		assert read_items(head, review_id, "rejected=true") == []

	@pytest.mark.covers("K29")
	def test_the_desk_shows_the_reviewed_level_with_its_age_and_no_score(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		world.risk.level = RiskLevel.HIGH
		head = world.open_client(Role.MARKETING_HEAD)
		run(world, review_campaign(head, campaign_id)["id"], head)
		advisor = world.open_client(Role.ADVISOR)
		lease = take_next(advisor)
		assert lease["risk"] is None
		assert (lease["reviewed_risk"]["level"], lease["reviewed_risk"]["score"]) == ("HIGH", None)
		assert lease["reviewed_risk"]["asked_at"]
		# A person decides, with a reason: nobody is refused, nobody is called without one.
		assert record(advisor, lease, "SALE").status_code == 422
		assert record(advisor, lease, "SALE", risk_reason="Al contado").status_code == 200

	def test_erasure_takes_away_whom_the_review_was_about(self, world: CampaignsWorld) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		head = world.open_client(Role.MARKETING_HEAD)
		review_id = review_campaign(head, campaign_id)["id"]
		with world.wiring.database.open_session() as session:
			order = {"customer_id": 1, "erasure_id": 1}
			subscriptions = world.wiring.list_subscriptions()
			hand_event(session, subscriptions, EventName.ERASURE_REQUESTED, order)
		done = run(world, review_id, head)
		assert (done["state"], done["rejected"], world.risk.batches) == ("done", 1, [])
		assert read_items(head, review_id)[0]["masked_id"] == "****"


@pytest.mark.covers("K28")
class TestTrouble:
	def test_while_the_service_rests_the_review_waits_and_then_goes_on(
		self, world: CampaignsWorld
	) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		review_id = send_file(head)["id"]
		world.risk.level = None
		assert run(world, review_id, head)["state"] == "waiting"
		assert world.wiring.risk_reviewer.list_waiting() == []
		pass_time(world)
		assert world.wiring.risk_reviewer.list_waiting() == [review_id]
		world.risk.level = RiskLevel.LOW
		assert run(world, review_id, head)["state"] == "done"

	def test_it_gives_up_at_last_and_goes_on_when_told(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		review_id = send_file(head)["id"]
		world.risk.level = None
		for _ in range(MAX_ATTEMPTS):
			run(world, review_id, head)
			pass_time(world)
		failed = head.get(f"/v1/risk/reviews/{review_id}").json
		assert failed["state"] == "failed"
		assert "no respondió" in failed["error"]
		world.risk.level = RiskLevel.LOW
		assert act(head, review_id, "retry").json["state"] == "queued"
		assert run(world, review_id, head)["state"] == "done"

	def test_it_is_paused_resumed_and_cancelled_and_asks_for_nobody_meanwhile(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=10, assigned=10)
		head = world.open_client(Role.MARKETING_HEAD)
		review_id = review_campaign(head, campaign_id)["id"]
		reviewer = make_reviewer(world, part_rows=4)
		asked = world.risk.ask_batch

		def pause_then_ask(items: Any, purpose: str) -> Any:
			assert act(head, review_id, "pause").json["state"] == "paused"
			return asked(items, purpose)

		with patch.object(world.risk, "ask_batch", pause_then_ask):
			reviewer.run(review_id)
		paused = head.get(f"/v1/risk/reviews/{review_id}").json
		assert (paused["done"], paused["job"]["acts"]) == (0, ["resume", "cancel"])
		assert review_campaign(head, campaign_id)["id"] == review_id, "a paused one is no ended one"
		reviewer.run(review_id)
		assert world.risk.batches == [4]
		assert act(head, review_id, "resume").json["state"] == "queued"
		assert act(head, review_id, "cancel").json["finished_at"]
		assert act(head, review_id, "resume").status_code == 409
		with world.wiring.database.open_session() as session:
			numbers = "SELECT count(*) FROM risk_review_item WHERE id_number IS NOT NULL"
			assert session.execute(text(numbers)).scalar_one() == 0
		assert review_campaign(head, campaign_id)["id"] != review_id

	def test_a_killed_worker_leaves_whole_parts_and_the_next_asks_only_for_the_rest(
		self, world: CampaignsWorld
	) -> None:
		campaign_id = start_campaign(world, members=10, assigned=10)
		head = world.open_client(Role.MARKETING_HEAD)
		review_id = review_campaign(head, campaign_id)["id"]
		reviewer = make_reviewer(world, part_rows=4)
		asked = world.risk.ask_batch

		def die_at_the_third(items: Any, purpose: str) -> Any:
			if len(world.risk.batches) == 2:
				raise KeyboardInterrupt
			return asked(items, purpose)

		with (
			patch.object(world.risk, "ask_batch", die_at_the_third),
			pytest.raises(KeyboardInterrupt),
		):
			reviewer.run(review_id)
		assert head.get(f"/v1/risk/reviews/{review_id}").json["done"] == 8
		reviewer.run(review_id)  # its lease is not over: nobody else takes it
		assert world.risk.batches == [4, 4]
		pass_time(world)
		reviewer.run(review_id)
		assert world.risk.batches == [4, 4, 2]
		assert head.get(f"/v1/risk/reviews/{review_id}").json["state"] == "done"

	def test_who_lost_the_lease_writes_nothing(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		review_id = send_file(head)["id"]
		asked = world.risk.ask_batch

		def lose_the_lease(items: Any, purpose: str) -> Any:
			pass_time(world)
			with world.wiring.database.open_session() as session:
				session.execute(update(RiskReviewRow).values(lease_token=None))
			return asked(items, purpose)

		with patch.object(world.risk, "ask_batch", lose_the_lease):
			make_reviewer(world).run(review_id)
		assert head.get(f"/v1/risk/reviews/{review_id}").json["done"] == 2


def send_file(client: FlaskClient, text: str = FILE) -> dict[str, Any]:
	answer = post_file(client, text)
	assert answer.status_code == 202, answer.json
	return dict(answer.json)


def post_file(client: FlaskClient, text: str, key: str | None = None) -> Any:
	path = "/v1/risk/reviews?file_name=lista.csv&purpose=credit_offer"
	headers = {"Idempotency-Key": key} if key else {}
	return client.post(path, data=text.encode(), content_type="text/csv", headers=headers)


def review_campaign(client: FlaskClient, campaign_id: int, **body: Any) -> dict[str, Any]:
	answer = client.post(f"/v1/campaigns/{campaign_id}/risk-reviews", json=body)
	assert answer.status_code == 202, answer.json
	return dict(answer.json)


def run(world: CampaignsWorld, review_id: int, client: FlaskClient) -> dict[str, Any]:
	"""Do what the worker does; return the review afterwards."""
	world.wiring.risk_reviewer.run(review_id)
	return dict(client.get(f"/v1/risk/reviews/{review_id}").json or {})


def read_items(client: FlaskClient, review_id: int, query: str = "") -> list[dict[str, Any]]:
	"""Return all the rows, page by page."""
	items: list[dict[str, Any]] = []
	cursor = ""
	while True:
		path = f"/v1/risk/reviews/{review_id}/items?{query}{cursor}"
		page = client.get(path).json
		assert page is not None
		items += page["items"]
		if page["next_cursor"] is None:
			return items
		cursor = f"&cursor={page['next_cursor']}"


def make_reviewer(world: CampaignsWorld, part_rows: int = 500) -> RiskReviewRunner:
	wiring = world.wiring
	return RiskReviewRunner(
		wiring.database, wiring.risk, wiring.identity_keys, lease_seconds=60, part_rows=part_rows
	)


def pass_time(world: CampaignsWorld) -> None:
	"""Let the leases and the waits of all reviews be over."""
	with world.wiring.database.open_session() as session:
		session.execute(update(RiskReviewRow).values(leased_until=None, not_before=None))


def act(client: FlaskClient, review_id: int, action: str) -> Any:
	return client.post(f"/v1/risk/reviews/{review_id}/actions", json={"action": action})
