"""Parts that count and stream who fits a campaign's criteria."""

from functools import cached_property

from sqlalchemy.orm import Session

from customers.audit.wiring import AuditParts
from customers.segments.engines.cube_clock import CubeClock
from customers.segments.engines.member_streamer import MemberStreamer
from customers.segments.repositories.members import SegmentRepository
from customers.segments.repositories.segment_cube import SegmentCube
from customers.segments.use_cases.counter import SegmentCounter


class SegmentParts(AuditParts):
	"""The cube and its clock."""

	@cached_property
	def cube_clock(self) -> CubeClock:
		return CubeClock(self.database, zone=self.config.zone)

	def make_segment_counter(self, session: Session) -> SegmentCounter:
		return SegmentCounter(
			SegmentCube(session), SegmentRepository(session), today=self.read_today()
		)

	def make_member_streamer(self) -> MemberStreamer:
		return MemberStreamer(self.database, today=self.read_today())
