"""Who is in several campaigns, in which; and whom a campaign leaves to the others."""

from random import Random
from typing import Any

import pytest

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.campaigns import Priority, RepeatedRule
from chasqui.contracts.campaigns.overlaps import COUNTED_PHASES, MOST_COUNTED, MOST_IN_MATRIX
from tests.integration.campaigns.desk.test_desk import assign, record, take_next
from tests.integration.campaigns.statistics.test_campaign_report import erase
from tests.support.campaigns_world import CampaignsWorld
from tests.support.overlap_world import OverlapWorld


@pytest.fixture
def overlaps(world: CampaignsWorld) -> OverlapWorld:
	return OverlapWorld(world)


@pytest.mark.covers("K20")
class TestPairsAndMatrix:
	def test_pairs_come_with_the_most_shared_first(self, overlaps: OverlapWorld) -> None:
		one = overlaps.add(range(1, 11), name="Una")
		two = overlaps.add(range(6, 16), name="Dos")
		three = overlaps.add(range(10, 12), name="Tres")
		found = overlaps.ask()["items"]
		named = [(pair["first"]["id"], pair["second"]["id"], pair["members"]) for pair in found]
		assert named == [(one, two, 5), (two, three, 2), (one, three, 1)]
		assert found[0]["second"] == {"id": two, "name": "Dos", "phase": "segmented", "members": 10}
		of_two = overlaps.ask(campaign=two, sort="members")["items"]
		assert [(pair["first"]["id"], pair["second"]["id"]) for pair in of_two] == [
			(two, three), (two, one),
		]  # fmt: skip

	def test_pages_follow_one_another(self, overlaps: OverlapWorld) -> None:
		for _ in range(4):
			overlaps.add([1, 2])
		first = overlaps.ask(limit=4)
		rest = overlaps.ask(limit=4, cursor=first["next_cursor"])
		pairs = [
			(one["first"]["id"], one["second"]["id"]) for one in (*first["items"], *rest["items"])
		]
		assert len({*pairs}) == 6
		assert rest["next_cursor"] is None

	def test_planned_and_cancelled_campaigns_share_nothing(self, overlaps: OverlapWorld) -> None:
		held = overlaps.add([1])
		for phase in ("planned", "cancelled"):
			overlaps.add([1], phase)
		finished = overlaps.add([1], "in_execution")
		overlaps.world.move(finished, "finished")
		(pair,) = overlaps.ask()["items"]
		assert {pair["first"]["id"], pair["second"]["id"]} == {held, finished}
		assert {one["id"] for one in overlaps.ask("/matrix")["campaigns"]} == {held, finished}
		assert overlaps.ask(phase="cancelled")["items"] == []
		assert {one.value for one in COUNTED_PHASES} == {
			"segmented", "in_execution", "paused", "finished",
		}  # fmt: skip

	def test_one_that_was_archived_goes_on_counting_and_claims_nobody(
		self, overlaps: OverlapWorld
	) -> None:
		held, put_away = overlaps.add([1]), overlaps.add([1, 2])
		head = overlaps.world.open_client(Role.MARKETING_HEAD)
		assert head.post(f"/v1/campaigns/{put_away}/archive").status_code == 200
		assert [one["members"] for one in overlaps.ask()["items"]] == [1]
		campaign = overlaps.add([1, 2], repeated="exclude")
		assert read_left_out(overlaps, campaign) == (1, {held: 1})

	def test_an_audience_that_is_not_ready_shares_nothing(self, overlaps: OverlapWorld) -> None:
		overlaps.add([1])
		second = overlaps.add([1])
		head = overlaps.world.open_client(Role.MARKETING_HEAD)
		assert head.post(f"/v1/campaigns/{second}/audience").status_code == 202
		assert overlaps.ask()["items"] == []
		assert overlaps.ask("/customers")["items"] == []

	def test_the_matrix_has_the_latest_and_says_how_many_there_are(
		self, overlaps: OverlapWorld
	) -> None:
		made = [overlaps.add([1, number]) for number in range(2, MOST_IN_MATRIX + 4)]
		matrix = overlaps.ask("/matrix")
		shown = [one["id"] for one in matrix["campaigns"]]
		assert shown == made[::-1][:MOST_IN_MATRIX]
		assert matrix["found"] == len(made)
		assert len(matrix["pairs"]) == MOST_IN_MATRIX * (MOST_IN_MATRIX - 1) // 2
		assert overlaps.ask("/matrix", owner="Nadie") == {"campaigns": [], "pairs": [], "found": 0}

	def test_advisors_see_nothing_of_it_and_who_sees_no_names_sees_counts(
		self, overlaps: OverlapWorld
	) -> None:
		for path in ("", "/matrix", "/customers"):
			answer = overlaps.world.open_client(Role.ADVISOR).get(f"/v1/overlaps{path}")
			assert answer.status_code == 403
		admin = overlaps.world.open_client(Role.ADMINISTRATOR)
		assert admin.get("/v1/overlaps").status_code == 200
		assert admin.get("/v1/overlaps/customers").status_code == 403


@pytest.mark.covers("K20")
class TestRepeatedCustomers:
	def test_each_comes_with_all_its_campaigns(self, overlaps: OverlapWorld) -> None:
		one, two = overlaps.add([1, 2, 3], name="Una"), overlaps.add([2, 3], name="Dos")
		three = overlaps.add([3], name="Tres")
		found = overlaps.ask("/customers")["items"]
		assert [(row["customer_id"], list_campaigns(row)) for row in found] == [
			(2, {one, two}), (3, {one, two, three}),
		]  # fmt: skip
		assert [row["customer_id"] for row in overlaps.ask("/customers", at_least=3)["items"]] == [
			3
		]
		assert found[0]["masked_id"].startswith("17**")
		assert [one["campaign_name"] for one in found[1]["places"]] == ["Tres", "Dos", "Una"]

	def test_it_says_what_came_of_the_calls(self, overlaps: OverlapWorld) -> None:
		called = overlaps.add([1], "in_execution")
		overlaps.add([1])
		assign(overlaps.world, called, "advisor", 1)
		advisor = overlaps.world.open_client(Role.ADVISOR)
		record(advisor, take_next(advisor), "SALE")
		(row,) = overlaps.ask("/customers")["items"]
		results = {
			one["campaign_id"]: (one["attempts"], one["last_result"]) for one in row["places"]
		}
		assert results.pop(called) == (1, "SALE")
		assert set(results.values()) == {(0, None)}

	def test_the_campaigns_the_place_and_the_name_narrow_them(self, overlaps: OverlapWorld) -> None:
		one, two = overlaps.add([1, 2, 3]), overlaps.add([1, 2])
		three = overlaps.add([2, 3])
		assert list_numbers(overlaps, campaign=one, other=three) == [2, 3]
		assert list_numbers(overlaps, campaign=two) == [1, 2]
		assert list_numbers(overlaps, other=three, at_least=3) == [2]
		assert (
			list_numbers(overlaps, q="SINTÉTICA 3")
			== list_numbers(overlaps, q="3 sintetica")
			== [3]
		)
		assert list_numbers(overlaps, q="%") == []
		assert list_numbers(overlaps, province="EC-P", campaign=two, q="persona") == [1, 2]
		assert list_numbers(overlaps, province="none") == []
		assert list_numbers(overlaps, campaign=999) == []

	@pytest.mark.covers("R44", "R45")
	def test_merged_records_are_one_and_an_erased_person_has_no_name(
		self, overlaps: OverlapWorld
	) -> None:
		one, two = overlaps.add([1, 5]), overlaps.add([2, 5])
		overlaps.merge(2, 1)
		erase(overlaps.world, 5)
		first, second = overlaps.ask("/customers")["items"]
		assert (first["customer_id"], first["records"]) == (2, [1, 2])
		assert list_campaigns(first) == {one, two}
		assert (second["name"], second["masked_id"]) == ("(datos eliminados)", "****")
		assert list_numbers(overlaps, campaign=one, q="sintética 1") == [2]

	@pytest.mark.parametrize("seed", range(4))
	def test_they_are_those_whom_the_members_say(self, overlaps: OverlapWorld, seed: int) -> None:
		chance = Random(seed)
		people = range(1, 30)
		for _ in range(4):
			overlaps.add(chance.sample(people, chance.randrange(4, 25)))
		for _ in range(4):
			standing = [one for one in people if one not in overlaps.persons]
			overlaps.merge(*chance.sample(standing, 2))
		members = overlaps.read_members()
		for at_least in (2, 3, 4):
			asked: dict[str, Any] = {"at_least": at_least}
			for name in chance.sample(["campaign", "other"], chance.randrange(3)):
				asked[name] = chance.choice(sorted(members))
			named = [members[asked[name]] for name in ("campaign", "other") if name in asked]
			expected = {
				person
				for person in set().union(*members.values())
				if sum(person in held for held in members.values()) >= at_least
				and all(person in held for held in named)
			}
			assert list_numbers(overlaps, **asked, limit=3) == sorted(expected), asked

	@pytest.mark.parametrize("asked", ["at_least=1", "at_least=x", "campaign=0", "province=Quito"])
	def test_what_makes_no_sense_is_refused(self, overlaps: OverlapWorld, asked: str) -> None:
		head = overlaps.world.open_client(Role.MARKETING_HEAD)
		assert head.get(f"/v1/overlaps/customers?{asked}").status_code == 422


@pytest.mark.covers("K20")
class TestLeavingOut:
	def test_whoever_is_in_another_campaign_is_left_out_if_it_says_so(
		self, overlaps: OverlapWorld
	) -> None:
		held = overlaps.add([1, 2], name="Una")
		both = overlaps.add([2, 3], name="Dos")
		campaign = overlaps.add([1, 2, 3, 4], repeated="exclude")
		assert overlaps.read_members()[campaign] == {4}
		assert read_left_out(overlaps, campaign) == (3, {held: 2, both: 2})
		head = overlaps.world.open_client(Role.MARKETING_HEAD)
		audience = head.get(f"/v1/campaigns/{campaign}/audience").json
		assert (audience["members"], audience["left_out"]) == (1, 3)
		assert overlaps.read_kept() == {frozenset({held, both}): 1}

	def test_nobody_is_taken_from_another_campaign(self, overlaps: OverlapWorld) -> None:
		running = overlaps.add([1, 2], "in_execution", budget="10.00")
		overlaps.add([1, 2, 3], repeated="budget", budget="99.00")
		assert overlaps.read_members()[running] == {1, 2}

	def test_campaigns_that_are_over_or_not_built_claim_nobody(
		self, overlaps: OverlapWorld
	) -> None:
		for phase in ("cancelled", "planned"):
			overlaps.add([1], phase)
		finished = overlaps.add([2], "in_execution")
		overlaps.world.move(finished, "finished")
		campaign = overlaps.add([1, 2, 3], repeated="exclude")
		assert overlaps.read_members()[campaign] == {1, 2, 3}
		assert read_left_out(overlaps, campaign) == (0, {})

	def test_the_bigger_budget_keeps_whom_both_want(self, overlaps: OverlapWorld) -> None:
		poor = overlaps.add([1], budget="100.00")
		none = overlaps.add([2], budget=None)
		rich = overlaps.add([3], budget="900.00")
		alike = overlaps.add([4], budget="500.00")
		campaign = overlaps.add([1, 2, 3, 4, 5], repeated="budget", budget="500.00")
		assert overlaps.read_members()[campaign] == {1, 2, 5}
		assert read_left_out(overlaps, campaign) == (2, {rich: 1, alike: 1})
		assert {poor, none} & read_left_out(overlaps, campaign)[1].keys() == set()

	@pytest.mark.parametrize(
		("rule", "field", "less", "own", "more"),
		[
			("budget", "budget", None, "500.00", "900.00"),
			("priority", "priority", "low", "normal", "high"),
			("value", "sale_value", None, "20.00", "20.01"),
		],
	)
	def test_whoever_weighs_more_keeps_whom_both_want(
		self, overlaps: OverlapWorld, rule: str, field: str, less: Any, own: Any, more: Any
	) -> None:
		overlaps.add([1], **{field: less})
		heavy = overlaps.add([2], **{field: more})
		alike = overlaps.add([3], **{field: own})
		campaign = overlaps.add([1, 2, 3, 4], repeated=rule, **{field: own})
		assert overlaps.read_members()[campaign] == {1, 4}
		assert read_left_out(overlaps, campaign) == (2, {heavy: 1, alike: 1})
		change(overlaps, campaign, **{field: less})
		assert read_state(overlaps, campaign) == ("planned", "outdated")

	@pytest.mark.covers("R45")
	def test_a_person_is_left_out_as_whichever_record(self, overlaps: OverlapWorld) -> None:
		held = overlaps.add([2])
		overlaps.merge(1, 2)
		overlaps.merge(1, 3)
		campaign = overlaps.add([1, 3, 4], repeated="exclude")
		assert overlaps.read_members()[campaign] == {4}
		assert read_left_out(overlaps, campaign) == (1, {held: 1})

	def test_a_rebuilding_applies_what_the_campaign_says_by_then(
		self, overlaps: OverlapWorld
	) -> None:
		overlaps.add([1])
		campaign = overlaps.add([1, 2], repeated="exclude")
		change(overlaps, campaign, repeated="keep")
		assert read_state(overlaps, campaign) == ("planned", "outdated")
		overlaps.build(campaign, [1, 2])
		assert overlaps.read_members()[campaign] == {1, 2}
		assert read_left_out(overlaps, campaign) == (0, {})

	def test_a_budget_outdates_an_audience_only_where_it_decides(
		self, overlaps: OverlapWorld
	) -> None:
		plain = overlaps.add([1])
		change(overlaps, plain, budget="9.00")
		assert read_state(overlaps, plain) == ("segmented", "ready")
		weighed = overlaps.add([1], repeated="budget")
		change(overlaps, weighed, budget="9.00")
		assert read_state(overlaps, weighed) == ("planned", "outdated")

	def test_one_that_has_begun_keeps_its_audience_whatever_its_budget_becomes(
		self, overlaps: OverlapWorld
	) -> None:
		campaign = overlaps.add([1], "in_execution", repeated="budget", budget="5.00")
		change(overlaps, campaign, budget="9.00")
		assert read_state(overlaps, campaign) == ("in_execution", "ready")


@pytest.mark.covers("K20")
class TestCandidates:
	def test_they_are_counted_against_the_campaigns_that_are_not_over(
		self, overlaps: OverlapWorld
	) -> None:
		rich, poor = overlaps.add([1, 2], budget="900.00"), overlaps.add([2, 3], budget="1.00")
		overlaps.add([4], "cancelled")
		overlaps.merge(9, 1)
		found = count(overlaps, [1, 2, 3, 4, 9], budget="50.00")
		assert found["total"] == 5
		assert found["repeated"] == 3
		nobody_weighs = {"priority": 3, "value": 3}  # those that were created before win
		assert found["left_out"] == {"keep": 0, "exclude": 3, "budget": 2, **nobody_weighs}
		shares = [(one["campaign_id"], one["members"]) for one in found["campaigns"]]
		assert shares == [(rich, 2), (poor, 2)]

	@pytest.mark.parametrize("rule", RepeatedRule)
	def test_what_is_counted_before_is_what_the_building_leaves_out(
		self, overlaps: OverlapWorld, rule: RepeatedRule
	) -> None:
		chance = Random(rule)
		for amount in ("10.00", "50.00", "90.00", None):
			weights = {
				"budget": amount,
				"sale_value": amount,
				"priority": chance.choice([*Priority]),
			}
			overlaps.add(chance.sample(range(1, 40), 12), **weights)
		overlaps.merge(1, 2)
		own = {"budget": "50.00", "sale_value": "50.00", "priority": "normal"}
		found = count(overlaps, range(1, 40), **own)
		campaign = overlaps.add(range(1, 40), repeated=rule.value, **own)
		assert read_left_out(overlaps, campaign)[0] == found["left_out"][rule]

	def test_a_campaign_does_not_meet_itself(self, overlaps: OverlapWorld) -> None:
		campaign = overlaps.add([1, 2])
		assert count(overlaps, [1, 2], campaign_id=campaign)["repeated"] == 0

	def test_without_other_campaigns_nobody_is_repeated(self, overlaps: OverlapWorld) -> None:
		found = count(overlaps, [1, 2])
		assert (found["repeated"], found["campaigns"]) == (0, [])

	def test_too_many_are_left_to_the_building(
		self, overlaps: OverlapWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		where = "campaigns.overlaps.use_cases.overlap_service.MOST_COUNTED"
		monkeypatch.setattr(where, 1)
		found = count(overlaps, [1, 2])
		assert (found["total"], found["is_counted"]) == (2, False)
		assert MOST_COUNTED == 100_000

	def test_ages_that_no_campaign_has_are_refused(self, overlaps: OverlapWorld) -> None:
		head = overlaps.world.open_client(Role.MARKETING_HEAD)
		asked = {"criteria": {"age_from": 5}}
		assert head.post("/v1/overlaps/candidates", json=asked).status_code == 422


def list_campaigns(row: dict[str, Any]) -> set[int]:
	return {one["campaign_id"] for one in row["places"]}


def list_numbers(overlaps: OverlapWorld, **asked: Any) -> list[int]:
	"""Return the customers of all pages."""
	found, cursor = [], ""
	while True:
		page = overlaps.ask("/customers", **asked, **({"cursor": cursor} if cursor else {}))
		found += [row["customer_id"] for row in page["items"]]
		if not (cursor := page["next_cursor"]):
			return found


def read_left_out(overlaps: OverlapWorld, campaign_id: int) -> tuple[int, dict[int, int]]:
	head = overlaps.world.open_client(Role.MARKETING_HEAD)
	answer = head.get(f"/v1/campaigns/{campaign_id}/left-out").json
	shares = {one["campaign_id"]: one["members"] for one in answer["campaigns"]}
	return answer["total"], shares


def change(overlaps: OverlapWorld, campaign_id: int, **changes: Any) -> None:
	head = overlaps.world.open_client(Role.MARKETING_HEAD)
	now = head.get(f"/v1/campaigns/{campaign_id}").json
	names = (
		"name", "objective", "budget", "starts_on", "ends_on", "criteria", "version", "repeated",
	)  # fmt: skip
	fields = {name: now[name] for name in names}
	answer = head.put(f"/v1/campaigns/{campaign_id}", json={**fields, **changes})
	assert answer.status_code == 200, answer.json


def read_state(overlaps: OverlapWorld, campaign_id: int) -> tuple[str, str]:
	now = overlaps.world.open_client(Role.MARKETING_HEAD).get(f"/v1/campaigns/{campaign_id}").json
	return now["phase"], now["audience"]["state"]


def count(overlaps: OverlapWorld, numbers: Any, **asked: Any) -> Any:
	overlaps.world.customers.members = [(number,) for number in numbers]
	head = overlaps.world.open_client(Role.MARKETING_HEAD)
	answer = head.post("/v1/overlaps/candidates", json={"criteria": {"genders": ["F"]}, **asked})
	assert answer.status_code == 200, answer.json
	return answer.json
