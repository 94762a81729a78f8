"""Whatever is asked within the contracts' shapes, the service never fails: no 5xx."""

import pytest

from chasqui.contracts.access import Role
from tests.support.campaigns_world import CampaignsWorld, make_members
from tests.support.openapi import build_document, list_unversioned
from tests.support.openapi_walk import list_failures
from tests.support.tokens import TokenMaker

# An upload is no contract, and a form's body of two shapes neither: both have tests of their own.
SKIPPED = frozenset({"risk_reviews.receive_file", "tokens.issue_token"})


def test_every_change_of_a_record_carries_its_version(world: CampaignsWorld) -> None:
	assert list_unversioned(build_document(world.build_app(), skip=SKIPPED)) == []


@pytest.mark.timeout(180)
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
	assert list_failures(world.build_app(), token, skip=SKIPPED) == []
