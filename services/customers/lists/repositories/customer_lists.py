"""Customers in pages, counted, and streamed, by the filters of a list."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.fields import SORTED
from chasqui.contracts.customers.lists import CustomerFilters, CustomerQuery, SortedFilters
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.data.pages import Column
from customers.lists.repositories.page_reader import PageReader
from customers.people.domain.fields import BY_NAME
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_tag import CustomerTagRow
from customers.segments.repositories.list_condition_builder import (
	LAST_CONTACT,
	ListConditionBuilder,
)

# What may lack a value is ordered as if it had one.
FILLED: dict[str, Column] = {"last_contact_at": LAST_CONTACT}
# What the planner's statistics estimate badly: how many rows meet these.
GUESSED = ("q", "category", "custom", "tag", "advisor", "warning", "has_warnings", "archived")
STREAM_ROWS = 2000


CUSTOMERS = Listing[CustomerRow](
	select(CustomerRow),
	CustomerRow.id,
	sorts={
		name: FILLED.get(name, getattr(CustomerRow, BY_NAME[name].sorts_by or name))
		for name in SORTED
	},
)


class CustomerListRepository:
	def __init__(self, session: Session, conditions: ListConditionBuilder) -> None:
		self._session = session
		self._conditions = conditions

	def list_page(self, asked: CustomerQuery) -> tuple[list[CustomerRow], str | None]:
		"""Return a page of customers and the cursor of the next one."""
		is_guessed = any(getattr(asked, name) not in (None, [], False) for name in GUESSED)
		if not is_guessed:
			return CUSTOMERS.fetch_page(self._session, asked, self._conditions.build(asked))
		found = PageReader(
			self._session,
			CUSTOMERS.list_keys(asked),
			cursor=asked.cursor,
			limit=asked.limit + 1,  # one more shows that another page follows
			descending=asked.sort.startswith("-"),
		).find_ids(select(CustomerRow).where(self._conditions.build(asked)))
		return CUSTOMERS.fetch_page(self._session, asked, CustomerRow.id.in_(found))

	def count(self, asked: CustomerFilters) -> int:
		"""Return how many customers match."""
		return CUSTOMERS.count(self._session, asked, self._conditions.build(asked))

	def find_last_id(self) -> int:
		"""Return the id of the customer that came last; 0 where there is none."""
		return self._session.execute(
			select(func.coalesce(func.max(CustomerRow.id), 0))
		).scalar_one()

	def list_ids(self, asked: CustomerFilters, *, after: int, until: int, limit: int) -> list[int]:
		"""Return the next customers that match, by id, locked."""
		query = select(CustomerRow.id).where(
			self._conditions.build(asked), CustomerRow.id > after, CustomerRow.id <= until
		)
		query = query.order_by(CustomerRow.id).limit(limit).with_for_update()
		return list(self._session.scalars(query))

	def list_tags(self, ids: Iterable[int]) -> dict[int, list[str]]:
		"""Return the tags of customers by their ids."""
		query = select(CustomerTagRow.customer_id, CustomerTagRow.tag)
		query = query.where(CustomerTagRow.customer_id.in_(list(ids)))
		tags: dict[int, list[str]] = {}
		for customer_id, tag in self._session.execute(
			query.order_by(func.lower(CustomerTagRow.tag))
		):
			tags.setdefault(customer_id, []).append(tag)
		return tags

	def stream(self, asked: SortedFilters, columns: Sequence[Any]) -> Iterator[Row[Any]]:
		"""Yield columns of all that match, in order, a few thousand in memory at a time."""
		query = CUSTOMERS.sort(select(*columns).where(self._conditions.build(asked)), asked)
		options = {"stream_results": True, "yield_per": STREAM_ROWS}
		yield from self._session.execute(query, execution_options=options)
