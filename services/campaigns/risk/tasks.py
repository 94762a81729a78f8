"""What the worker does for reviews of the credit risk."""

from collections.abc import Callable, Mapping

from campaigns.risk.wiring import RiskParts
from chasqui.contracts import queues


def build_tasks(wiring: RiskParts) -> Mapping[str, Callable[..., None]]:
	def review_risk(*, review_id: int) -> None:
		wiring.risk_reviewer.run(review_id)

	return {queues.CAMPAIGNS_REVIEW_RISK: review_risk}


def build_sweeps(wiring: RiskParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.risk_reviewer.sweep]
