"""What campaigns tells of its phases."""

from typing import Any

from chasqui.contracts.event_payloads import PhaseChanged
from chasqui.kernel.feed.subscriptions import Subscription
from mailer.runs.use_cases.phase_follower import PhaseFollower
from mailer.runs.wiring import RunParts


def build_subscriptions(wiring: RunParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	return [Subscription(PhaseChanged, PhaseFollower(wiring.publisher).follow_phase)]
