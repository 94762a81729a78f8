"""What the worker does for audiences."""

from collections.abc import Callable, Mapping

from campaigns.audiences.repositories.figures import AudienceFigureRepository
from campaigns.audiences.wiring import AudienceParts
from chasqui.contracts import queues
from chasqui.kernel.tasks.recounts import Recount


def build_tasks(wiring: AudienceParts) -> Mapping[str, Callable[..., None]]:
	def build_audience(*, audience_id: int) -> None:
		wiring.audience_builder.run(audience_id)

	return {queues.CAMPAIGNS_BUILD_AUDIENCE: build_audience}


def build_sweeps(wiring: AudienceParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.audience_builder.sweep, wiring.mail_collector.sweep]


def build_recounts(_wiring: AudienceParts) -> list[Recount]:
	"""Return the figures that are counted again once a day."""
	return [
		Recount("audience", lambda one: AudienceFigureRepository(one).find_differences()),
	]
