"""What the worker does for audiences."""

from collections.abc import Callable, Mapping

from campaigns.audiences.wiring import AudienceParts
from chasqui.contracts import queues


def build_tasks(wiring: AudienceParts) -> Mapping[str, Callable[..., None]]:
	def build_audience(*, audience_id: int) -> None:
		wiring.audience_builder.build(audience_id)

	return {queues.CAMPAIGNS_BUILD_AUDIENCE: build_audience}


def build_sweeps(wiring: AudienceParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def build_waiting() -> None:
		for audience_id in wiring.audience_builder.list_waiting():
			wiring.audience_builder.build(audience_id)

	return [build_waiting]
