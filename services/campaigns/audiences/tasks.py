"""What the worker does for audiences."""

from collections.abc import Callable, Mapping

from campaigns.audiences.wiring import AudienceParts
from chasqui.contracts import queues


def build_tasks(wiring: AudienceParts) -> Mapping[str, Callable[..., None]]:
	def build_audience(*, audience_id: int) -> None:
		wiring.audience_builder.run(audience_id)

	def check_figures() -> None:
		wiring.figure_collector.find_differences()

	return {
		queues.CAMPAIGNS_BUILD_AUDIENCE: build_audience,
		queues.CAMPAIGNS_CHECK_FIGURES: check_figures,
	}


def build_sweeps(wiring: AudienceParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.audience_builder.sweep]
