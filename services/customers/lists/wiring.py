"""Parts of lists, views, bulk actions and export."""

from functools import cached_property

from sqlalchemy.orm import Session

from customers.lists.engines.bulk_runner import BulkRunner
from customers.lists.engines.exporter import Exporter
from customers.lists.repositories.bulk_jobs import BulkJobRepository
from customers.lists.repositories.customer_lists import CustomerListRepository
from customers.lists.repositories.facets import FacetRepository
from customers.lists.repositories.list_conditions import ListConditions
from customers.lists.repositories.saved_views import SavedViewRepository
from customers.lists.use_cases.bulk_desk import BulkDesk
from customers.lists.use_cases.customer_lists import CustomerLists
from customers.lists.use_cases.view_keeper import ViewKeeper
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.wiring import PeopleParts


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
