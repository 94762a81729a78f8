"""Shows pairs of records that may be one person side by side (R45)."""

from chasqui.contracts.customers.quality import DuplicatePair, DuplicateQuery, DuplicateState
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.people.repositories.customers import CustomerRepository
from customers.people.use_cases.customer_view import CustomerViewBuilder
from customers.quality.models.duplicate_pair import DuplicatePairRow
from customers.quality.repositories.duplicates import DuplicateRepository


class DuplicateService:
	def __init__(
		self,
		duplicates: DuplicateRepository,
		customers: CustomerRepository,
		views: CustomerViewBuilder,
	) -> None:
		self._duplicates = duplicates
		self._customers = customers
		self._views = views

	def list_page(self, query: DuplicateQuery) -> Page[DuplicatePair]:
		"""Return pairs, the surest first; one with a record that was erased is left out."""
		rows, cursor = self._duplicates.list_page(query)
		views = (self._view(row) for row in rows)
		return Page[DuplicatePair](items=[one for one in views if one], next_cursor=cursor)

	def dismiss(self, pair_id: int, actor: Actor) -> None:
		"""Say that the records are two persons: the pair is not shown again.

		:raises NotFound: there is no such pair
		:raises Conflict: it was merged
		"""
		row = self._duplicates.get(pair_id)
		if row.state == DuplicateState.MERGED.value:
			raise Conflict(say("Ese par ya se unió."), code="pair_merged")
		row.state = DuplicateState.DISMISSED.value
		row.decided_by, row.decided_at = actor.name, read_now()

	def _view(self, row: DuplicatePairRow) -> DuplicatePair | None:
		pair = [self._customers.peek(one) for one in (row.left_id, row.right_id)]
		if any(one is None or one.erased_at is not None for one in pair):
			return None
		left, right = (self._views.build(one) for one in pair if one is not None)
		return DuplicatePair.model_validate(
			{
				"id": row.id,
				"left": left,
				"right": right,
				"reasons": row.reasons,
				"score": row.score,
				"state": row.state,
				"found_at": row.found_at,
			}
		)
