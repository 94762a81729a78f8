"""Has the worker look for duplicates, and shows how the searches go."""

from sqlalchemy.orm import Session

from chasqui.contracts import queues
from chasqui.contracts.customers.quality import DuplicateSearch
from chasqui.contracts.jobs import JobAct, JobQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.tasks.messages import Publisher
from customers.audit.domain import Actor
from customers.quality.models.duplicate_search import DuplicateSearchRow
from customers.quality.repositories.duplicate_searches import DuplicateSearchRepository


class DuplicateSearchService:
	def __init__(
		self, session: Session, searches: DuplicateSearchRepository, publisher: Publisher
	) -> None:
		self._session = session
		self._searches = searches
		self._publisher = publisher

	def request(self, actor: Actor) -> DuplicateSearch:
		"""Have the whole master searched; one that waits already is returned."""
		row = self._searches.request(actor)
		self._publisher.publish_after_commit(
			self._session,
			queues.CUSTOMERS_RUN_SEARCH,
			queues.CUSTOMERS_QUEUE,
			search_id=row.id,
		)
		return self._view(row)

	def get(self, search_id: int) -> DuplicateSearch:
		""":raises NotFound: there is no such search"""
		return self._view(self._searches.get(search_id))

	def list_page(self, query: JobQuery) -> Page[DuplicateSearch]:
		"""Return searches, the newest first."""
		rows, following = self._searches.list_page(query)
		return Page[DuplicateSearch](items=list(map(self._view, rows)), next_cursor=following)

	def act(self, search_id: int, act: JobAct) -> DuplicateSearch:
		"""Cancel a search: the pairs stay as they were before it.

		:raises NotFound: there is no such search
		:raises Conflict: it is over, or nothing else may be done to it
		"""
		return self._view(self._searches.steer(search_id, act))

	def delete_old(self, days: int) -> None:
		"""Delete searches that ended more than so many days ago."""
		self._searches.delete_old(days)

	def _view(self, row: DuplicateSearchRow) -> DuplicateSearch:
		view = DuplicateSearch.model_validate(row, from_attributes=True)
		return view.model_copy(update={"job": self._searches.describe(row)})
