"""What the worker does about persons whom a late snapshot brings back."""

from collections.abc import Callable

from campaigns.privacy.wiring import PrivacyParts


def build_sweeps(wiring: PrivacyParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def wipe_revived() -> None:
		with wiring.database.open_session() as session:
			wiring.make_eraser(session).wipe_revived()

	def merge_marked() -> None:
		with wiring.database.open_session() as session:
			wiring.make_person_merger(session).merge_all()

	return [wipe_revived, merge_marked]
