"""Parts of lists, views, bulk actions and export."""

from collections.abc import Set as AbstractSet
from functools import cached_property

from sqlalchemy.orm import Session

from customers.audit.domain import Actor
from customers.lists.engines.bulk_runner import BulkRunner
from customers.lists.engines.exporter import Exporter
from customers.lists.repositories.bulk_jobs import BulkJobRepository
from customers.lists.repositories.customer_lists import CustomerListRepository
from customers.lists.repositories.facets import FacetRepository
from customers.lists.repositories.saved_views import SavedViewRepository
from customers.lists.use_cases.bulk_job_service import BulkJobService
from customers.lists.use_cases.customer_list_reader import CustomerListReader
from customers.lists.use_cases.saved_view_service import SavedViewService
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.wiring import PeopleParts
from customers.segments.repositories.list_condition_builder import ListConditionBuilder


class ListParts(PeopleParts):
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

	def make_customer_list_reader(self, session: Session) -> CustomerListReader:
		conditions = self._make_conditions(session)
		return CustomerListReader(
			CustomerListRepository(session, conditions),
			FacetRepository(session, conditions, today=self.read_today()),
			AdvisorRepository(session),
			self.make_auditor(session),
			self.make_customer_views(),
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

	def make_saved_view_service(
		self, session: Session, actor: Actor, permissions: AbstractSet[str]
	) -> SavedViewService:
		return SavedViewService(SavedViewRepository(session), actor, permissions)

	def make_bulk_job_service(self, session: Session) -> BulkJobService:
		return BulkJobService(
			session,
			self.make_list_repository(session),
			BulkJobRepository(session),
			self.publisher,
		)

	def _make_conditions(self, session: Session) -> ListConditionBuilder:
		return ListConditionBuilder(session, today=self.read_today(), zone=self.config.zone)
