"""Parts that count and stream who fits a campaign's criteria."""

from functools import cached_property

from sqlalchemy.orm import Session

from customers.audit.domain import Actor
from customers.audit.wiring import AuditParts
from customers.segments.engines.cube_worker import CubeWorker
from customers.segments.engines.member_streamer import MemberStreamer
from customers.segments.repositories.list_condition_builder import ListConditionBuilder
from customers.segments.repositories.listed_conditions import ListedConditionReader
from customers.segments.repositories.members import SegmentRepository
from customers.segments.repositories.saved_segments import SavedSegmentRepository
from customers.segments.repositories.segment_cube_reader import SegmentCubeReader
from customers.segments.repositories.segment_uses import SegmentUseRepository
from customers.segments.use_cases.counter import SegmentCountReader
from customers.segments.use_cases.saved_segment_service import SavedSegmentService
from customers.segments.use_cases.segment_use_handler import SegmentUseHandler


class SegmentParts(AuditParts):
	"""The cube and its clock."""

	@cached_property
	def cube_clock(self) -> CubeWorker:
		return CubeWorker(self.database, zone=self.config.zone)

	def make_segment_count_reader(
		self, session: Session, asker: str | None = None
	) -> SegmentCountReader:
		return SegmentCountReader(
			SegmentCubeReader(session),
			SegmentRepository(session),
			ListedConditionReader(session, zone=self.config.zone, asker=asker),
			today=self.read_today(),
		)

	def make_saved_segment_service(self, session: Session, actor: Actor) -> SavedSegmentService:
		conditions = ListConditionBuilder(session, today=self.read_today(), zone=self.config.zone)
		return SavedSegmentService(
			SavedSegmentRepository(session, conditions),
			SegmentUseRepository(session),
			self.make_segment_count_reader(session, actor.subject),
			self.make_auditor(session),
			actor,
		)

	def make_segment_use_handler(self, session: Session) -> SegmentUseHandler:
		return SegmentUseHandler(SegmentUseRepository(session))

	def make_member_streamer(self) -> MemberStreamer:
		return MemberStreamer(self.database, today=self.read_today(), zone=self.config.zone)
