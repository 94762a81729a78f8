"""What campaigns publishes of its phases."""

from typing import Any

from chasqui.contracts.event_payloads import PhaseChanged
from chasqui.kernel.feed.subscriptions import Subscription
from mailer.runs.use_cases.phase_event_handler import PhaseEventHandler
from mailer.runs.wiring import RunParts


def build_subscriptions(wiring: RunParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	return [Subscription(PhaseChanged, PhaseEventHandler(wiring.publisher).follow_phase)]
