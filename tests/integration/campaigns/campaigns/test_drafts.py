"""What is typed in the wizard: each person's own, never overwritten unseen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.drafts import MOST_DRAFTS
from chasqui.kernel.clock import freeze_clock, read_now
from tests.support.campaigns_world import CampaignsWorld

PATH = "/v1/campaign-drafts"
TYPED = {"name": ["Plan hogar"], "criteria.age_from": ["treinta"]}


@pytest.mark.covers("K14")
class TestDrafts:
	def test_what_is_typed_stays_valid_or_not(self, world: CampaignsWorld) -> None:
		made = keep(world, 7, 0, fields=TYPED, visited=["segmento"], faults={"name": "Falta."})
		assert made.status_code == 200, made.json
		kept = world.open_client(Role.MARKETING_HEAD).get(f"{PATH}/7").json
		assert (kept["fields"], kept["visited"], kept["version"]) == (TYPED, ["segmento"], 1)
		assert keep(world, 7, 1, fields={}).json["version"] == 2

	def test_a_change_to_an_older_state_is_refused_with_the_newer_one(
		self, world: CampaignsWorld
	) -> None:
		keep(world, 7, 0, fields=TYPED)
		again = keep(world, 7, 0, fields={"name": ["Otra"]})
		assert (again.status_code, again.json["code"]) == (409, "stale")
		assert again.json["current"]["fields"] == TYPED
		gone = keep(world, 8, 3, fields=TYPED)
		assert (gone.status_code, gone.json["code"]) == (409, "stale")

	def test_two_windows_that_begin_the_same_one_at_once_take_turns(
		self, world: CampaignsWorld
	) -> None:
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda _: keep(world, 7, 0, fields=TYPED), range(4)))
		assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]

	def test_they_are_each_person_s_own(self, world: CampaignsWorld) -> None:
		keep(world, 7, 0, fields=TYPED)
		other = world.open_client(Role.MARKETING_HEAD, "segundo")
		assert other.get(PATH).json["items"] == []
		assert other.get(f"{PATH}/7").status_code == 404
		assert other.put(f"{PATH}/7", json={"version": 0}).status_code == 200
		other.delete(f"{PATH}/7")
		head = world.open_client(Role.MARKETING_HEAD)
		assert [one["id"] for one in head.get(PATH).json["items"]] == [7]

	def test_what_became_a_campaign_or_was_dropped_is_listed_no_more(
		self, world: CampaignsWorld
	) -> None:
		for number in (7, 8, 9):
			keep(world, number, 0, fields=TYPED)
		keep(world, 7, 1, fields=TYPED, saved_as=3)
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.delete(f"{PATH}/8").status_code == 204
		assert head.delete(f"{PATH}/8").status_code == 204
		assert [one["id"] for one in head.get(PATH).json["items"]] == [9]
		assert head.get(f"{PATH}/7").json["saved_as"] == 3

	def test_nobody_has_them_without_end(self, world: CampaignsWorld) -> None:
		for number in range(MOST_DRAFTS):
			assert keep(world, number, 0, fields=TYPED).status_code == 200
		full = keep(world, MOST_DRAFTS, 0, fields=TYPED)
		assert (full.status_code, full.json["code"]) == (409, "too_many_drafts")
		with freeze_clock(read_now() + timedelta(days=91)):
			purge(world)
			assert keep(world, MOST_DRAFTS, 0, fields=TYPED).status_code == 200

	def test_a_saved_one_is_kept_for_whoever_sends_it_again(self, world: CampaignsWorld) -> None:
		keep(world, 7, 0, fields=TYPED)
		keep(world, 7, 1, saved_as=3)
		purge(world)
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get(f"{PATH}/7").status_code == 200
		with freeze_clock(read_now() + timedelta(days=3)):
			purge(world)
		assert head.get(f"{PATH}/7").status_code == 404


def keep(world: CampaignsWorld, number: int, version: int, **fields: Any) -> TestResponse:
	head = world.open_client(Role.MARKETING_HEAD)
	return head.put(f"{PATH}/{number}", json={"version": version, **fields})


def purge(world: CampaignsWorld) -> None:
	with world.wiring.database.open_session() as session:
		world.wiring.make_draft_service(session).purge()
