"""Looks at one person's risk, and the history of looks (K28)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from campaigns.risk.models.risk_check import RiskCheckRow
from chasqui.contracts.access import Role
from chasqui.kernel.clock import freeze_clock, read_now
from tests.support.campaigns_world import CampaignsWorld

CEDULA = "1710034065"


@pytest.mark.covers("K28")
class TestLookUp:
	def test_a_person_is_looked_up_and_the_look_is_kept_without_the_number(
		self, world: CampaignsWorld
	) -> None:
		answer = look_up(world.open_client(Role.MARKETING_HEAD), id_number="171003406-5")
		assert answer.status_code == 200
		assert answer.json["subject"] == "17******65"
		assert answer.json["answer"]["score"] == 700
		assert world.risk.asked == [(CEDULA, "credit_offer")]
		kept = read_checks(world)[0]
		assert (kept.subject, kept.kind, kept.purpose) == (
			"17******65", "identification", "credit_offer"
		)  # fmt: skip
		assert kept.subject_key
		assert CEDULA not in str(vars(kept))

	def test_an_advisor_sees_the_light_and_no_score(self, world: CampaignsWorld) -> None:
		advisor = world.open_client(Role.ADVISOR)
		answer = look_up(advisor).json["answer"]
		assert (answer["level"], answer["score"]) == ("LOW", None)
		found = look_up_name(advisor).json["answer"]["matches"]
		assert [match["score"] for match in found] == [None] * 3

	def test_the_administrator_sees_the_scores(self, world: CampaignsWorld) -> None:
		found = look_up_name(world.open_client(Role.ADMINISTRATOR)).json["answer"]["matches"]
		assert [match["score"] for match in found] == [800] * 3

	def test_a_wrong_check_digit_asks_nobody(self, world: CampaignsWorld) -> None:
		refused = look_up(world.open_client(Role.ADVISOR), id_number="1710034066")
		assert refused.status_code == 422
		assert refused.json["errors"][0]["field"] == "id_number"
		assert "dígito verificador" in refused.json["errors"][0]["message"]
		assert world.risk.asked == []
		assert read_checks(world) == []

	def test_a_purpose_is_needed(self, world: CampaignsWorld) -> None:
		refused = look_up(world.open_client(Role.ADVISOR), purpose="curiosidad")
		assert refused.status_code == 422
		assert refused.json["errors"][0]["field"] == "purpose"

	def test_what_the_service_refuses_is_the_askers_to_mend(self, world: CampaignsWorld) -> None:
		world.risk.refuses = True
		refused = look_up(world.open_client(Role.ADVISOR))
		assert (refused.status_code, refused.json["code"]) == (422, "refused")

	def test_a_service_that_is_down_is_an_answer_and_is_kept(self, world: CampaignsWorld) -> None:
		world.risk.level = None
		answer = look_up(world.open_client(Role.ADVISOR)).json["answer"]
		assert (answer["status"], answer["reason"]) == ("UNAVAILABLE", "NO_ANSWER")
		assert read_checks(world)[0].reason == "NO_ANSWER"

	def test_a_fresh_answer_may_be_asked_for(self, world: CampaignsWorld) -> None:
		look_up(world.open_client(Role.ADVISOR), fresh=True)
		assert world.risk.fresh == [True]

	def test_a_name_is_kept_as_initials(self, world: CampaignsWorld) -> None:
		look_up_name(world.open_client(Role.ADVISOR))
		kept = read_checks(world)[0]
		assert (kept.kind, kept.subject, kept.matches) == ("name", "J. M.", 3)


@pytest.mark.covers("K28")
class TestHistory:
	def test_it_says_who_why_when_and_at_whom(self, world: CampaignsWorld) -> None:
		look_up(world.open_client(Role.ADVISOR))
		item = read_history(world.open_client(Role.MARKETING_HEAD))["items"][0]
		assert (item["staff_name"], item["purpose"], item["subject"]) == (
			"advisor", "credit_offer", "17******65"
		)  # fmt: skip
		assert (item["status"], item["level"]) == ("FOUND", "LOW")

	def test_an_advisor_reads_only_the_own_looks(self, world: CampaignsWorld) -> None:
		look_up(world.open_client(Role.ADVISOR))
		look_up(world.open_client(Role.ADVISOR, "segundo"))
		advisor = world.open_client(Role.ADVISOR)
		other = world.staff["segundo"]
		for query in ("", f"?staff_id={other}"):
			items = read_history(advisor, query)["items"]
			assert [item["staff_name"] for item in items] == ["advisor"]

	def test_it_is_filtered_by_advisor_purpose_and_day(self, world: CampaignsWorld) -> None:
		with freeze_clock(datetime(2026, 11, 20, 3, 0, tzinfo=UTC)):  # still the 19th in Quito
			look_up(world.open_client(Role.ADVISOR))
		look_up(world.open_client(Role.ADVISOR, "segundo"), purpose="telemarketing")
		move_look(world, "advisor", datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
		head = world.open_client(Role.MARKETING_HEAD)
		for query in (
			f"?staff_id={world.staff['advisor']}",
			"?purpose=credit_offer",
			"?since=2026-11-19&until=2026-11-19",
		):
			assert [i["staff_name"] for i in read_history(head, query)["items"]] == ["advisor"]
		assert read_history(head, "?until=2026-11-18")["items"] == []

	def test_it_is_read_page_by_page_the_newest_first(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		for _ in range(5):
			look_up(head)
		seen: list[int] = []
		query = "?limit=2"
		while True:
			page = read_history(head, query)
			seen += [item["id"] for item in page["items"]]
			if page["next_cursor"] is None:
				break
			query = f"?limit=2&cursor={page['next_cursor']}"
		assert len(seen) == 5
		assert seen == sorted(seen, reverse=True)


@pytest.mark.covers("K28")
class TestLimits:
	def test_nobody_looks_at_name_after_name(self, world: CampaignsWorld) -> None:
		advisor = world.open_client(Role.ADVISOR)
		most = world.wiring.config.risk_name_looks_per_hour
		assert {look_up_name(advisor).status_code for _ in range(most)} == {200}
		refused = look_up_name(advisor)
		assert (refused.status_code, refused.json["code"]) == (429, "too_many_looks")
		assert 3500 < int(refused.headers["Retry-After"]) <= 3601
		assert look_up(advisor).status_code == 200  # the other way has a count of its own
		assert look_up_name(world.open_client(Role.ADVISOR, "segundo")).status_code == 200
		with freeze_clock(read_now() + timedelta(minutes=61)):
			assert look_up_name(advisor).status_code == 200

	def test_looks_at_once_are_counted_one_by_one(self, world: CampaignsWorld) -> None:
		most = world.wiring.config.risk_looks_per_hour
		clients = [world.open_client(Role.ADVISOR) for _ in range(4)]
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(look_up, clients * (most // 4 + 2)))
		assert [answer.status_code for answer in answers].count(200) == most

	def test_a_holder_s_request_is_the_administrator_s(self, world: CampaignsWorld) -> None:
		for role in (Role.ADVISOR, Role.MARKETING_HEAD):
			refused = look_up(world.open_client(role), purpose="holder_request")
			assert (refused.status_code, refused.json["code"]) == (422, "not_your_purpose")
			assert refused.json["errors"][0]["field"] == "purpose"
		administrator = world.open_client(Role.ADMINISTRATOR)
		assert look_up(administrator, purpose="holder_request").status_code == 200


def look_up(client: FlaskClient, **changes: Any) -> Any:
	body = {"id_type": "cedula", "id_number": CEDULA, "purpose": "credit_offer", **changes}
	return client.post("/v1/risk/lookups", json=body)


def look_up_name(client: FlaskClient) -> Any:
	body = {"name": "José Muñoz", "purpose": "telemarketing"}
	return client.post("/v1/risk/name-lookups", json=body)


def read_history(client: FlaskClient, query: str = "") -> dict[str, Any]:
	answer = client.get(f"/v1/risk/lookups{query}")
	assert answer.status_code == 200, answer.json
	return dict(answer.json or {})


def read_checks(world: CampaignsWorld) -> list[RiskCheckRow]:
	with world.wiring.database.open_session() as session:
		return list(session.scalars(select(RiskCheckRow).order_by(RiskCheckRow.id)))


def move_look(world: CampaignsWorld, name: str, looked_at: datetime) -> None:
	with world.wiring.database.open_session() as session:
		query = select(RiskCheckRow).where(RiskCheckRow.staff_id == world.staff[name])
		for check in session.scalars(query):
			check.looked_at = looked_at
