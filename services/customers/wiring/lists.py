"""Parts of lists, views, bulk actions, export and segments."""

from functools import cached_property

from sqlalchemy.orm import Session

from customers.repositories.lists.bulk_jobs import BulkJobRepository
from customers.repositories.lists.customer_lists import CustomerListRepository
from customers.repositories.lists.facets import FacetRepository
from customers.repositories.lists.list_conditions import ListConditions
from customers.repositories.lists.saved_views import SavedViewRepository
from customers.repositories.people.advisors import AdvisorRepository
from customers.repositories.segments.members import SegmentRepository
from customers.repositories.segments.segment_cube import SegmentCube
from customers.use_cases.lists.bulk_desk import BulkDesk
from customers.use_cases.lists.bulk_runner import BulkRunner
from customers.use_cases.lists.customer_lists import CustomerLists
from customers.use_cases.lists.exporter import Exporter
from customers.use_cases.lists.view_keeper import ViewKeeper
from customers.use_cases.segments.counter import MemberStreamer, SegmentCounter
from customers.wiring.shared import SharedParts


class ListParts(SharedParts):
	"""Many customers at once."""

	@cached_property
	def bulk_runner(self) -> BulkRunner:
		return BulkRunner(
			self.database,
			self.make_list_repository,
			lease_seconds=self.config.import_lease_seconds,
		)

	def make_list_repository(self, session: Session) -> CustomerListRepository:
		return CustomerListRepository(session, self._make_conditions(session))

	def make_customer_lists(self, session: Session) -> CustomerLists:
		conditions, today = self._make_conditions(session), self.read_today()
		return CustomerLists(
			CustomerListRepository(session, conditions),
			FacetRepository(session, conditions, today=today),
			AdvisorRepository(session),
			self.make_auditor(session),
			today=today,
		)

	def make_exporter(self, session: Session) -> Exporter:
		return Exporter(
			session,
			self.database,
			self.make_list_repository,
			self.make_auditor(session),
			today=self.read_today(),
			zone=self.config.zone,
		)

	def make_view_keeper(self, session: Session) -> ViewKeeper:
		return ViewKeeper(SavedViewRepository(session))

	def make_bulk_desk(self, session: Session) -> BulkDesk:
		return BulkDesk(
			session,
			self.make_list_repository(session),
			BulkJobRepository(session),
			self.publisher,
		)

	def _make_conditions(self, session: Session) -> ListConditions:
		return ListConditions(session, today=self.read_today(), zone=self.config.zone)

	def make_segment_counter(self, session: Session) -> SegmentCounter:
		return SegmentCounter(
			SegmentCube(session), SegmentRepository(session), today=self.read_today()
		)

	def make_member_streamer(self) -> MemberStreamer:
		return MemberStreamer(self.database, today=self.read_today())
