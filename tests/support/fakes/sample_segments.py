"""The saved segments that the played service begins with."""

from datetime import datetime

from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.saved_segments import SavedSegment, SegmentKindOf
from chasqui.contracts.customers.segments import SegmentCriteria, YesNo


def build_segments(owner: str, now: datetime) -> dict[int, SavedSegment]:
	"""Return them by number."""
	criteria = SegmentCriteria(genders=[Gender.FEMALE], may_email=[YesNo.YES])
	return {
		1: SavedSegment(
			id=1, name="Mujeres con correo", description="Para el boletín", customers=40,
			kind=SegmentKindOf.CRITERIA, owner_name=owner, is_own=True, is_shared=True,
			criteria=criteria, counted_at=now, created_at=now,
		),
	}  # fmt: skip
