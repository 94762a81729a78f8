"""Whatever is asked within the contracts' shapes, the service never fails: no 5xx."""

import pytest

from chasqui.contracts.access import Role
from chasqui.kernel.web.openapi import build_document
from tests.support.campaigns_world import CampaignsWorld, make_members
from tests.support.openapi_walk import list_failures, list_unversioned
from tests.support.tokens import TokenMaker

HOSTILE_BODIES = (
	b"[" * 100_000,
	b'{"grant_type":' * 50_000,
	b'["\\ud800"]',
	b"1E+60000000",
	b"\xff",
)


@pytest.mark.parametrize("body", HOSTILE_BODIES)
def test_a_hostile_request_for_a_token_is_refused(world: CampaignsWorld, body: bytes) -> None:
	client = world.build_app().test_client()
	answer = client.post("/v1/token", data=body, content_type="application/json")
	assert 400 <= answer.status_code < 500


def test_every_change_of_a_record_carries_its_version(world: CampaignsWorld) -> None:
	assert list_unversioned(build_document(world.build_app())) == []


@pytest.mark.timeout(7200)
def test_no_request_of_the_right_shape_makes_it_fail(
	world: CampaignsWorld, tokens: TokenMaker
) -> None:
	world.customers.members = make_members(3)
	campaign = world.make_campaign()
	world.build_audience(campaign["id"])
	world.move(campaign["id"], "in_execution")
	token = tokens.make_staff_token(
		"campaigns", *Role, subject=f"staff:{world.staff[Role.MARKETING_HEAD.value]}"
	)
	assert list_failures(world.build_app(), token) == []
