"""The customers of a page, where the planner cannot guess how many meet the conditions.

It takes most of them for common and walks the list's order, filtering: seconds where few match. So
a short walk is enough where many do, spread over the list; else the conditions' own indexes say
all who do, and these are sorted: some 0.1 s for 100 000 of them.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Text, cast, select, tuple_
from sqlalchemy.orm import Session

from chasqui.kernel.data.pages import Column, build_keys, doubt_cursor, follow_order
from customers.people.models.customer import CustomerRow
from customers.segments.repositories.plan_methods import forbid, use_own_indexes

SPREAD = 20  # a walk is enough where one in so many matches


class PageReader:
	"""Finds the first `limit` ids of a list after its cursor, in the order of `keys`."""

	def __init__(
		self,
		session: Session,
		keys: Sequence[Column],
		*,
		cursor: str | None,
		limit: int,
		descending: bool,
	) -> None:
		self._session = session
		self._keys = keys
		self._cursor = cursor
		self._limit = limit
		self._descending = descending

	def find_ids(self, query: Select[Any]) -> list[int]:
		"""Return the ids of those that meet a query of customers.

		:raises Invalid: the cursor is not of this list
		"""
		with doubt_cursor(self._cursor):
			with forbid(self._session, "enable_seqscan", "enable_bitmapscan"):
				found = self._walk(query)
			if found is None:
				with use_own_indexes(self._session):
					found = self._read(query)
		return found

	def _walk(self, query: Select[Any]) -> list[int] | None:
		"""Return the ids if the next customers of the list fill the page or end it."""
		listed: Any = select(CustomerRow)
		listed = self._order(listed.with_only_columns(*(cast(key, Text) for key in self._keys)))
		end = self._session.execute(listed.offset(SPREAD * self._limit).limit(1)).first()
		if end is None:
			return self._read(query)
		row, last = tuple_(*self._keys), build_keys(self._keys, end)
		ids = self._read(query.where(row >= last if self._descending else row <= last))
		return ids if len(ids) == self._limit else None

	def _read(self, query: Select[Any]) -> list[int]:
		ids = self._order(query.with_only_columns(CustomerRow.id))
		return list(self._session.scalars(ids.limit(self._limit)))

	def _order(self, query: Select[Any]) -> Select[Any]:
		return follow_order(query, self._keys, self._cursor, descending=self._descending)
