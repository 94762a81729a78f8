"""What the worker does for campaigns."""

from collections.abc import Callable

from campaigns.campaigns.wiring import CampaignParts


def build_sweeps(wiring: CampaignParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def purge_drafts() -> None:
		with wiring.database.open_session() as session:
			wiring.make_draft_service(session).purge()

	return [purge_drafts]
