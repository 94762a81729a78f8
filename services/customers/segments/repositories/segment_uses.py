"""Which campaigns saved segments are used by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.saved_segments import SegmentUse
from customers.segments.models.saved_segment import SegmentUseRow

ROW = SegmentUseRow


class SegmentUseRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def replace(self, campaign_id: int, campaign_name: str, segment_ids: Iterable[int]) -> None:
		"""Keep which segments a campaign uses, and no others."""
		self._session.execute(delete(ROW).where(ROW.campaign_id == campaign_id))
		self._session.add_all(
			ROW(segment_id=one, campaign_id=campaign_id, campaign_name=campaign_name)
			for one in sorted(set(segment_ids))
		)

	def list_by_segment(self, segment_ids: Iterable[int]) -> Mapping[int, Sequence[SegmentUse]]:
		"""Return the campaigns that use segments, by segment."""
		query = select(ROW).where(ROW.segment_id.in_(list(segment_ids)))
		found = defaultdict[int, list[SegmentUse]](list)
		for row in self._session.scalars(query.order_by(ROW.campaign_id)):
			use = SegmentUse(campaign_id=row.campaign_id, campaign_name=row.campaign_name)
			found[row.segment_id].append(use)
		return found
