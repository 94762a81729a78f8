"""What the mailer publishes of a campaign's mail goes into its log."""

from typing import Any

from campaigns.campaigns.wiring import CampaignParts
from chasqui.contracts.event_payloads import RunChanged
from chasqui.kernel.feed.subscriptions import Subscription


def build_subscriptions(wiring: CampaignParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	service = wiring.make_campaign_service
	return [Subscription(RunChanged, lambda session, it: service(session).note_run(it))]
