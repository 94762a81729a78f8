"""What customers invoices of a campaign's sales stands beside what its calls have noted."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from campaigns.finance.events import build_subscriptions
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from tests.integration.campaigns.desk.test_desk import start_campaign
from tests.support.campaigns_world import CampaignsWorld
from tests.support.events import hand_event

pytestmark = pytest.mark.covers("C8")


def hear(world: CampaignsWorld, sale_id: int, campaign_id: int, net: str) -> None:
	payload = {"customer_id": 1, "campaign_id": campaign_id, "sale_id": sale_id, "net": net}
	with world.wiring.database.open_session() as session:
		hand_event(session, build_subscriptions(world.wiring), EventName.SALE_CHANGED, payload)


def read_invoiced(head: FlaskClient, campaign_id: int) -> tuple[int, Any]:
	found = head.get(f"/v1/campaigns/{campaign_id}/finance").json
	return found["invoiced_sales"], found["invoiced"]


def test_what_is_left_of_a_sale_counts_once(world: CampaignsWorld) -> None:
	campaign_id, head = start_campaign(world, members=1), world.open_client(Role.MARKETING_HEAD)
	assert read_invoiced(head, campaign_id) == (0, "0.00")
	for sale_id, net in ((1, "80.00"), (1, "80.00"), (2, "25.00"), (3, "10.00")):
		hear(world, sale_id, campaign_id, net)
	hear(world, 4, campaign_id + 1, "99.00")
	assert read_invoiced(head, campaign_id) == (3, "115.00")
	hear(world, 1, campaign_id, "40.00")  # a part came back
	hear(world, 2, campaign_id, "0.00")  # voided
	assert read_invoiced(head, campaign_id) == (2, "50.00")
