"""What the worker does about persons whom a late snapshot brings back."""

from collections.abc import Callable

from campaigns.privacy.wiring import PrivacyParts


def build_sweeps(wiring: PrivacyParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def wipe_revived() -> None:
		with wiring.database.open_session() as session:
			wiring.make_eraser(session).wipe_revived()

	def fold_merged() -> None:
		with wiring.database.open_session() as session:
			wiring.make_person_merger(session).fold_all()

	return [wipe_revived, fold_merged]
