"""What supervisors say of calls: kept, read by who made them, never of one's own (K27)."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from campaigns.desk.models.call import CallRow
from chasqui.contracts.access import Role
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld


def call_one(world: CampaignsWorld) -> int:
	"""Return the number of a call that the advisor made."""
	start_campaign(world, members=1, assigned=1)
	advisor = world.open_client(Role.ADVISOR)
	return int(record(advisor, take_next(advisor), "SALE", note="Compró").json["call_id"])


def review(client: FlaskClient, call_id: int, verdict: str = "approved", **more: Any) -> Any:
	body = {"verdict": verdict, "version": 0, **more}
	return client.put(f"/v1/calls/{call_id}/review", json=body)


@pytest.mark.covers("K27")
class TestReviews:
	def test_it_is_read_by_who_made_the_call(self, world: CampaignsWorld) -> None:
		call_id = call_one(world)
		supervisor, advisor = (world.open_client(one) for one in (Role.SUPERVISOR, Role.ADVISOR))
		assert len(supervisor.get("/v1/calls?review=waiting").json["items"]) == 1
		said = review(supervisor, call_id, "observed", note="Confirme la dirección")
		assert (said.status_code, said.json["version"]) == (200, 1)
		[shown] = advisor.get("/v1/calls").json["items"]
		assert shown["review"]["note"] == "Confirme la dirección"
		assert shown["review"]["reviewed_by"] == "supervisor"
		assert advisor.get(f"/v1/calls/{call_id}").json["review"]["verdict"] == "observed"
		for state, count in (("observed", 1), ("approved", 0), ("waiting", 0)):
			found = advisor.get(f"/v1/calls?review={state}").json["items"]
			assert len(found) == count, state

	def test_another_word_takes_its_place_if_the_last_was_read(self, world: CampaignsWorld) -> None:
		call_id = call_one(world)
		supervisor, head = (
			world.open_client(one) for one in (Role.SUPERVISOR, Role.MARKETING_HEAD)
		)
		assert review(supervisor, call_id).json["verdict"] == "approved"
		stale = review(head, call_id, "observed", note="Faltó el precio")
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert stale.json["current"]["verdict"] == "approved"
		kept = review(head, call_id, "observed", note="Faltó el precio", version=1)
		assert (kept.json["version"], kept.json["reviewed_by"]) == (2, "marketing_head")

	@pytest.mark.parametrize(
		("changes", "field"),
		[
			({"verdict": "observed"}, "note"),
			({"verdict": "observed", "note": "   "}, "note"),
			({"verdict": "bad"}, "verdict"),
			({"note": "x" * 501}, "note"),
			({"version": "una"}, "version"),
		],
	)
	def test_what_makes_no_sense_is_refused(
		self, world: CampaignsWorld, changes: dict[str, Any], field: str
	) -> None:
		answer = review(world.open_client(Role.SUPERVISOR), call_one(world), **changes)
		assert answer.status_code == 422
		assert {one["field"] for one in answer.json["errors"]} == {field}

	def test_nobody_reviews_their_own_and_advisors_review_none(self, world: CampaignsWorld) -> None:
		call_id, supervisor = call_one(world), world.open_client(Role.SUPERVISOR)
		assert review(world.open_client(Role.ADVISOR), call_id).status_code == 403
		with world.wiring.database.open_session() as session:
			session.execute(update(CallRow).values(advisor_id=world.staff["supervisor"]))
		refused = review(supervisor, call_id)
		assert (refused.status_code, refused.json["code"]) == (409, "own_call")
		assert review(supervisor, 999_999).status_code == 404

	def test_an_advisor_reads_no_call_of_others(self, world: CampaignsWorld) -> None:
		call_id = call_one(world)
		other = world.open_client(Role.ADVISOR, "segundo")
		assert other.get(f"/v1/calls/{call_id}").status_code == 404
		assert world.open_client(Role.SUPERVISOR).get(f"/v1/calls/{call_id}").status_code == 200
