"""What the mailer publishes of mails that somebody asked for."""

from typing import Any

from campaigns.information.wiring import InformationParts
from chasqui.contracts.event_payloads import ServiceMailSettled
from chasqui.kernel.feed.subscriptions import Subscription


def build_subscriptions(wiring: InformationParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	service = wiring.make_information_service
	return [Subscription(ServiceMailSettled, lambda session, it: service(session).settle(it))]
