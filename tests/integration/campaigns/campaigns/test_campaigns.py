from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chasqui.contracts.access import Role
from chasqui.kernel.clock import freeze_clock, read_now
from tests.support.campaigns_world import CAMPAIGN, CampaignsWorld, make_members


@pytest.mark.covers("K14")
class TestCreateCampaign:
	def test_persons_without_ages_get_20_to_70(self, world: CampaignsWorld) -> None:
		campaign = world.make_campaign()
		assert campaign["criteria"]["age_from"] == 20
		assert campaign["criteria"]["age_to"] == 70
		assert campaign["phase"] == "planned"

	@pytest.mark.parametrize(("low", "high", "field"), [(19, 40, "age_from"), (30, 71, "age_to")])
	def test_an_age_outside_20_to_70_is_refused_at_its_field(
		self, world: CampaignsWorld, low: int, high: int, field: str
	) -> None:
		body = {**CAMPAIGN, "criteria": {"age_from": low, "age_to": high}}
		answer = world.open_client(Role.MARKETING_HEAD).post("/v1/campaigns", json=body)
		assert answer.status_code == 422
		assert [error["field"] for error in answer.json["errors"]] == [f"criteria.{field}"]

	def test_companies_have_no_ages(self, world: CampaignsWorld) -> None:
		campaign = world.make_campaign(criteria={"kind": "company"})
		assert campaign["criteria"]["age_from"] is None

	@pytest.mark.parametrize(
		("changes", "field"),
		[
			({"ends_on": "2026-10-01"}, "ends_on"),
			({"monthly_day": 29}, "monthly_day"),
			({"budget": "-1"}, "budget"),
			({"name": "x"}, "name"),
			({"surprise": 1}, "surprise"),
			({"criteria": {"genders": ["Q"]}}, "criteria.genders.0"),
			({"criteria": {"income_from": "900", "income_to": "800"}}, "criteria"),
		],
	)
	def test_what_is_not_the_contract_is_refused_with_the_field(
		self, world: CampaignsWorld, changes: dict[str, object], field: str
	) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		answer = head.post("/v1/campaigns", json={**CAMPAIGN, **changes})
		assert answer.status_code == 422
		assert field in {error["field"] for error in answer.json["errors"]}

	def test_a_double_click_is_one_campaign(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		headers = {"Idempotency-Key": "a-nonce"}
		with ThreadPoolExecutor(2) as pool:
			answers = list(
				pool.map(
					lambda _: head.post("/v1/campaigns", json=CAMPAIGN, headers=headers), range(2)
				)
			)
		assert len({answer.json["id"] for answer in answers}) == 1
		assert len(head.get("/v1/campaigns").json["items"]) == 1

	def test_a_key_used_for_other_data_is_refused(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		headers = {"Idempotency-Key": "a-nonce"}
		head.post("/v1/campaigns", json=CAMPAIGN, headers=headers)
		other = {**CAMPAIGN, "name": "Otra campaña"}
		assert head.post("/v1/campaigns", json=other, headers=headers).status_code == 422


class TestListCampaigns:
	def test_pages_follow_each_other_without_gap_or_repeat(self, world: CampaignsWorld) -> None:
		made = [world.make_campaign(name=f"Campaña {n % 3}")["id"] for n in range(7)]
		head = world.open_client(Role.MARKETING_HEAD)
		for sort in ("-created", "created", "name", "-starts_on"):
			seen, cursor = [], None
			while True:
				query = {"limit": 3, "sort": sort} | ({"cursor": cursor} if cursor else {})
				page = head.get("/v1/campaigns", query_string=query).json
				seen += [item["id"] for item in page["items"]]
				cursor = page["next_cursor"]
				if cursor is None:
					break
			assert sorted(seen) == sorted(made)
			assert len(seen) == len(made)

	def test_a_made_up_cursor_is_refused(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get("/v1/campaigns?cursor=abc").status_code == 422

	def test_search_finds_by_part_of_the_name(self, world: CampaignsWorld) -> None:
		world.make_campaign(name="Fibra para el hogar")
		world.make_campaign(name="Plan 100% móvil")
		head = world.open_client(Role.MARKETING_HEAD)
		found = head.get("/v1/campaigns", query_string={"q": "100%"}).json["items"]
		assert [item["name"] for item in found] == ["Plan 100% móvil"]


@pytest.mark.covers("K18")
class TestChecks:
	"""All that is wrong is told at once, each at its field, before and when it is kept."""

	@pytest.mark.parametrize("path", ["/v1/campaigns/checks", "/v1/campaigns"])
	def test_everything_wrong_is_told_at_once(self, world: CampaignsWorld, path: str) -> None:
		wrong = {
			"starts_on": "2019-01-01", "ends_on": "2020-01-31", "subject": "Hola, {{ apodo }}",
			"criteria": {"age_from": 18},
		}  # fmt: skip
		head = world.open_client(Role.MARKETING_HEAD)
		answer = head.post(path, json={**CAMPAIGN, **wrong})
		assert answer.status_code == 422
		told = {one["field"]: one["code"] for one in answer.json["errors"]}
		assert told == {
			"starts_on": "in_the_past", "ends_on": "in_the_past",
			"subject": "merge_field", "criteria.age_from": "age",
		}  # fmt: skip

	def test_a_campaign_of_centuries_is_refused(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		answer = head.post("/v1/campaigns", json={**CAMPAIGN, "ends_on": "2199-12-31"})
		assert [one["code"] for one in answer.json["errors"]] == ["too_long"]

	def test_a_campaign_of_another_century_is_refused(self, world: CampaignsWorld) -> None:
		days = {"starts_on": "2126-01-01", "ends_on": "2126-01-31"}
		answer = world.open_client(Role.MARKETING_HEAD).post(
			"/v1/campaigns", json={**CAMPAIGN, **days}
		)
		assert [(one["field"], one["code"]) for one in answer.json["errors"]] == [
			("starts_on", "too_far")
		]

	def test_a_check_keeps_nothing(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		before = head.get("/v1/campaigns").json["items"]
		assert head.post("/v1/campaigns/checks", json=CAMPAIGN).status_code == 204
		assert head.get("/v1/campaigns").json["items"] == before

	def test_a_change_is_checked_too(self, world: CampaignsWorld) -> None:
		made = world.make_campaign()
		head = world.open_client(Role.MARKETING_HEAD)
		body = {**CAMPAIGN, "subject": "{{ apodo }}", "version": made["version"]}
		answer = head.put(f"/v1/campaigns/{made['id']}", json=body)
		assert [one["field"] for one in answer.json["errors"]] == ["subject"]


class TestPhases:
	def test_a_campaign_goes_through_its_phases_and_keeps_who_moved_it(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(3)
		campaign_id = world.make_campaign()["id"]
		world.build_audience(campaign_id)
		for phase in ("in_execution", "paused", "in_execution", "finished"):
			world.move(campaign_id, phase)
		head = world.open_client(Role.MARKETING_HEAD)
		history = head.get(f"/v1/campaigns/{campaign_id}/log").json["items"]
		assert [line["phase"] for line in reversed(history) if line["phase"]] == [
			"planned", "segmented", "in_execution", "paused", "in_execution", "finished"
		]  # fmt: skip
		assert {line["by"] for line in history} == {"marketing_head"}

	def test_a_forbidden_move_is_a_conflict(self, world: CampaignsWorld) -> None:
		campaign = world.make_campaign()
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign['id']}/phase"
		answer = head.post(path, json={"phase": "finished", "version": campaign["version"]})
		assert (answer.status_code, answer.json["code"]) == (409, "forbidden_move")

	def test_execution_needs_an_audience(self, world: CampaignsWorld) -> None:
		campaign = world.make_campaign()
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign['id']}/phase"
		answer = head.post(path, json={"phase": "segmented", "version": campaign["version"]})
		assert (answer.status_code, answer.json["code"]) == (409, "no_audience")

	def test_what_is_missing_is_told_before_it_is_asked(self, world: CampaignsWorld) -> None:
		world.customers.members = make_members(3)
		made = world.make_campaign(monthly_mailing=True)
		assert made["allowed_phases"] == ["cancelled"]
		assert [*made["obstacles"]] == ["segmented"]
		world.build_audience(made["id"])
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{made['id']}"
		segmented = head.get(path).json
		assert segmented["obstacles"] == {"in_execution": "El correo mensual necesita un diseño."}
		body = {**CAMPAIGN, "monthly_mailing": True, "design_id": 1}
		head.put(path, json={**body, "version": segmented["version"]})
		ready = head.get(path).json
		assert (ready["obstacles"], ready["is_over"]) == ({}, False)
		assert "in_execution" in ready["allowed_phases"]

	def test_a_campaign_past_its_last_day_does_not_go_into_execution(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(3)
		campaign_id = world.make_campaign()["id"]
		world.build_audience(campaign_id)
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign_id}"
		with freeze_clock(read_now() + timedelta(days=61)):
			late = head.get(path).json
			assert late["is_over"]
			assert "in_execution" not in late["allowed_phases"]
			move = {"phase": "in_execution", "version": late["version"]}
			answer = head.post(f"{path}/phase", json=move)
		assert (answer.status_code, answer.json["code"]) == (409, "campaign_over")

	def test_of_two_people_moving_at_once_one_moves_and_the_other_is_told(
		self, world: CampaignsWorld
	) -> None:
		world.customers.members = make_members(3)
		campaign_id = world.make_campaign()["id"]
		world.build_audience(campaign_id)
		head = world.open_client(Role.MARKETING_HEAD)
		version = head.get(f"/v1/campaigns/{campaign_id}").json["version"]
		path = f"/v1/campaigns/{campaign_id}/phase"
		with ThreadPoolExecutor(2) as pool:
			answers = list(
				pool.map(
					lambda phase: head.post(path, json={"phase": phase, "version": version}),
					["in_execution", "cancelled"],
				)
			)
		assert sorted(answer.status_code for answer in answers) == [200, 409]
		log = head.get(f"/v1/campaigns/{campaign_id}/log", query_string={"kind": "phase"}).json
		assert len(log["items"]) == 2

	def test_each_move_is_an_event_of_the_feed(self, world: CampaignsWorld) -> None:
		world.customers.members = make_members(1)
		campaign_id = world.make_campaign()["id"]
		world.build_audience(campaign_id)
		world.move(campaign_id, "in_execution")
		feed = world.open_service_client("events:read").get("/v1/events").json
		assert [event["payload"]["phase"] for event in feed["items"]] == [
			"segmented", "in_execution"
		]  # fmt: skip
		after = {"after": feed["next_cursor"]}
		again = world.open_service_client("events:read").get("/v1/events", query_string=after)
		assert again.json["items"] == []


class TestEditCampaign:
	def test_an_old_version_is_a_conflict_and_loses_nothing(self, world: CampaignsWorld) -> None:
		campaign = world.make_campaign()
		head = world.open_client(Role.MARKETING_HEAD)
		path = f"/v1/campaigns/{campaign['id']}"
		first = head.put(path, json={**CAMPAIGN, "name": "Primera", "version": 1})
		second = head.put(path, json={**CAMPAIGN, "name": "Segunda", "version": 1})
		assert (first.status_code, second.status_code) == (200, 409)
		assert head.get(path).json["name"] == "Primera"

	def test_other_criteria_outdate_the_audience(self, world: CampaignsWorld) -> None:
		world.customers.members = make_members(2)
		campaign_id = world.make_campaign()["id"]
		world.build_audience(campaign_id)
		head = world.open_client(Role.MARKETING_HEAD)
		version = head.get(f"/v1/campaigns/{campaign_id}").json["version"]
		body = {**CAMPAIGN, "criteria": {"genders": ["M"]}, "version": version}
		changed = head.put(f"/v1/campaigns/{campaign_id}", json=body).json
		assert (changed["phase"], changed["audience"]["state"]) == ("planned", "outdated")
