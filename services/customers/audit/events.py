"""Looks at customers that the siblings publish."""

from typing import Any

from chasqui.contracts.event_payloads import CustomerSeen
from chasqui.kernel.feed.subscriptions import Subscription
from customers.audit.wiring import AuditParts


def build_subscriptions(wiring: AuditParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	return [
		Subscription(CustomerSeen, lambda session, it: wiring.make_auditor(session).note_seen(it)),
	]
