"""A campaign remembers the saved segment that its criteria were, and publishes what it uses."""

from typing import Any

import pytest
from sqlalchemy import select

from campaigns.tables import EventRow
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from tests.support.campaigns_world import CAMPAIGN, CampaignsWorld


@pytest.mark.covers("R29")
class TestSegments:
	def test_what_it_uses_is_published_until_it_is_over(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		fields = {**CAMPAIGN, "criteria": {"kind": "any", "picked": 8}, "segment_id": 7}
		made = head.post("/v1/campaigns", json=fields).json
		assert (made["segment_id"], made["criteria"]["picked"]) == (7, 8)
		assert list_used(world) == [[7, 8]]
		same = {**fields, "version": made["version"], "objective": "Otro"}
		made = head.put(f"/v1/campaigns/{made['id']}", json=same).json
		assert list_used(world) == [[7, 8]]
		other = {**fields, "version": made["version"], "criteria": {}, "segment_id": None}
		made = head.put(f"/v1/campaigns/{made['id']}", json=other).json
		assert list_used(world) == [[7, 8], []]

	def test_another_name_is_published_while_it_uses_any(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		made = head.post("/v1/campaigns", json={**CAMPAIGN, "segment_id": 7}).json
		renamed = {**CAMPAIGN, "segment_id": 7, "name": "Otro nombre", "version": made["version"]}
		made = head.put(f"/v1/campaigns/{made['id']}", json=renamed).json
		assert list_used(world, "campaign_name") == [CAMPAIGN["name"], "Otro nombre"]
		assert list_used(world) == [[7], [7]]
		without = {**CAMPAIGN, "segment_id": None, "version": made["version"]}
		made = head.put(f"/v1/campaigns/{made['id']}", json=without).json
		again = {**without, "name": "Un tercero", "version": made["version"]}
		assert head.put(f"/v1/campaigns/{made['id']}", json=again).status_code == 200
		assert list_used(world) == [[7], [7], []]

	def test_one_that_is_cancelled_uses_none(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		made = head.post("/v1/campaigns", json={**CAMPAIGN, "segment_id": 7}).json
		move = {"phase": "cancelled", "version": made["version"], "reason": ""}
		assert head.post(f"/v1/campaigns/{made['id']}/phase", json=move).status_code == 200
		assert list_used(world) == [[7], []]

	def test_without_one_nothing_is_published(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.post("/v1/campaigns", json=CAMPAIGN).status_code == 201
		assert list_used(world) == []

	@pytest.mark.parametrize("number", [0, -1, 2**63, "x"])
	def test_a_number_that_is_none_is_refused(self, world: CampaignsWorld, number: Any) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		refused = head.post("/v1/campaigns", json={**CAMPAIGN, "segment_id": number})
		assert refused.status_code == 422
		assert refused.json["errors"][0]["field"] == "segment_id"


def list_used(world: CampaignsWorld, name: str = "segment_ids") -> list[Any]:
	"""Return what was published, the oldest first."""
	with world.wiring.database.open_session() as session:
		query = select(EventRow).where(EventRow.name == EventName.SEGMENTS_USED)
		rows = session.scalars(query.order_by(EventRow.id)).all()
	return [row.payload[name] for row in rows]
