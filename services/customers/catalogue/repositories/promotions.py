"""Promotions with the terms that are in force, and those of before."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, delete, func, or_, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.catalogue import ItemState
from chasqui.contracts.customers.promotions import (
	PromotionFacetValue,
	PromotionFilters,
	PromotionPhase,
	PromotionQuery,
	PromotionState,
)
from chasqui.kernel.data.pages import Column, doubt_cursor, encode_cursor, fetch_page, follow_order
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_type import ItemTypeRow
from customers.catalogue.models.promotion import PromotionRow, PromotionTermsRow
from customers.people.domain.names import split_words

PromotionRows = tuple[PromotionRow, PromotionTermsRow]
TERMS = and_(
	PromotionTermsRow.promotion_id == PromotionRow.id,
	PromotionTermsRow.number == PromotionRow.revision,
)
NO_PROMOTION = say("No existe esa promoción.")
SORTS: dict[str, Column] = {"name": PromotionRow.name_key, "from": PromotionTermsRow.valid_from}


class PromotionRepository:
	"""Where each stands is as of `today`."""

	def __init__(self, session: Session, today: date) -> None:
		self._session = session
		self._today = today

	@property
	def today(self) -> date:
		return self._today

	def get(self, promotion_id: int, *, lock: bool = False) -> PromotionRows:
		""":raises NotFound: there is no such promotion"""
		row = self._session.get(PromotionRow, promotion_id, with_for_update=lock)
		if row is None:
			raise NotFound(NO_PROMOTION, code="no_promotion")
		return row, self._session.get_one(PromotionTermsRow, (row.id, row.revision))

	def save(self, row: PromotionRow, terms: PromotionTermsRow | None = None) -> None:
		"""Save a promotion, and new terms of it, which are in force from then on."""
		self._session.add(row)
		self._session.flush()
		if terms is not None:
			terms.promotion_id, terms.number = row.id, row.revision
			self._session.add(terms)
			self._session.flush()

	def delete(self, row: PromotionRow) -> None:
		"""Delete a draft with its terms."""
		mine = PromotionTermsRow.promotion_id == row.id
		self._session.execute(delete(PromotionTermsRow).where(mine))
		self._session.delete(row)
		self._session.flush()

	def list_page(
		self, query: PromotionQuery, *, sees_drafts: bool
	) -> tuple[list[PromotionRows], str | None]:
		"""Return a page of promotions."""
		keys = [SORTS[query.sort.removeprefix("-")], PromotionRow.id]
		asked = self._select(*keys).where(*self._build_conditions(query, sees_drafts=sees_drafts))
		asked = follow_order(asked, keys, query.cursor, descending=query.sort.startswith("-"))
		with doubt_cursor(query.cursor):
			rows = self._session.execute(asked.limit(query.limit + 1)).all()
		found: list[PromotionRows] = [(row[0], row[1]) for row in rows[: query.limit]]
		if len(rows) <= query.limit:
			return found, None
		return found, encode_cursor([str(value) for value in rows[query.limit - 1][2:]])

	def stream(self, filters: PromotionFilters, *, sees_drafts: bool) -> Iterator[PromotionRows]:
		"""Yield all that match, the latest first."""
		query = self._select().where(*self._build_conditions(filters, sees_drafts=sees_drafts))
		query = query.order_by(PromotionTermsRow.valid_from.desc(), PromotionRow.id.desc())
		for row in self._session.execute(query.execution_options(yield_per=500)):
			yield row[0], row[1]

	def count(self, filters: PromotionFilters, *, sees_drafts: bool) -> int:
		"""Return how many match."""
		query = select(func.count()).select_from(PromotionRow).join(PromotionTermsRow, TERMS)
		conditions = self._build_conditions(filters, sees_drafts=sees_drafts)
		return self._session.scalar(query.where(*conditions)) or 0

	def count_by(
		self, filters: PromotionFilters, name: str, *, sees_drafts: bool
	) -> list[PromotionFacetValue]:
		"""Return how many have each value of a filter, as if it were not set."""
		conditions = self._build_conditions(
			filters.model_copy(update={name: []}), sees_drafts=sees_drafts
		)
		columns: dict[str, Column] = {
			"phase": self._select_phase(),
			"kind": PromotionTermsRow.kind,
		}
		found = select(columns[name].label("value")).select_from(PromotionRow)
		inner = found.join(PromotionTermsRow, TERMS).where(*conditions).subquery()
		query = select(inner.c.value, func.count()).group_by(inner.c.value).order_by(inner.c.value)
		return [
			PromotionFacetValue(value=one, promotions=count)
			for one, count in self._session.execute(query)
		]

	def list_current(self) -> list[PromotionRows]:
		"""Return those that hold today, the oldest first."""
		holds = self._select_phase() == PromotionPhase.CURRENT.value
		query = self._select().where(holds).order_by(PromotionRow.id)
		return [(row[0], row[1]) for row in self._session.execute(query)]

	def list_published(self) -> list[PromotionRows]:
		"""Return those that hold or will hold, the oldest first."""
		phases = [PromotionPhase.COMING.value, PromotionPhase.CURRENT.value]
		query = self._select().where(self._select_phase().in_(phases)).order_by(PromotionRow.id)
		return [(row[0], row[1]) for row in self._session.execute(query)]

	def list_revisions(
		self, promotion_id: int, *, cursor: str | None, limit: int
	) -> tuple[list[PromotionTermsRow], str | None]:
		"""Return the terms of a promotion, the newest first."""
		return fetch_page(
			self._session,
			select(PromotionTermsRow).where(PromotionTermsRow.promotion_id == promotion_id),
			keys=[PromotionTermsRow.number],
			read_keys=lambda row: [row.number],
			cursor=cursor,
			limit=limit,
			descending=True,
		)

	def find_items(self, item_ids: Collection[int]) -> dict[int, ItemState]:
		"""Return the state of each item that there is."""
		query = select(ItemRow.id, ItemRow.state).where(ItemRow.id.in_(item_ids))
		return {item_id: ItemState(state) for item_id, state in self._session.execute(query)}

	def find_types(self, type_ids: Collection[int]) -> set[int]:
		"""Return which types there are."""
		return {*self._session.scalars(select(ItemTypeRow.id).where(ItemTypeRow.id.in_(type_ids)))}

	def find_types_of_items(self, item_ids: Collection[int]) -> dict[int, int]:
		"""Return the type of each of some items."""
		query = select(ItemRow.id, ItemRow.type_id).where(ItemRow.id.in_(item_ids))
		return {row.id: row.type_id for row in self._session.execute(query)}

	def list_target_names(self, item_ids: Collection[int], type_ids: Collection[int]) -> list[str]:
		"""Return what types and items are called, the types first, each by name."""
		types = select(ItemTypeRow.name).where(ItemTypeRow.id.in_(type_ids))
		items = select(ItemRow.name).where(ItemRow.id.in_(item_ids))
		return [
			*self._session.scalars(types.order_by(ItemTypeRow.name_key)),
			*self._session.scalars(items.order_by(ItemRow.name_key, ItemRow.id)),
		]

	def _select(self, *more: Column) -> Select[Any]:
		columns: tuple[Any, ...] = (PromotionRow, PromotionTermsRow, *more)
		return select(*columns).join(PromotionTermsRow, TERMS)

	def _select_phase(self) -> ColumnElement[str]:
		"""Return where each stands, as `domain.promotions.find_phase` has it."""
		over = or_(
			PromotionRow.state == PromotionState.ENDED.value,
			PromotionTermsRow.valid_until < self._today,
		)
		return case(
			(PromotionRow.state == PromotionState.DRAFT.value, PromotionPhase.DRAFT.value),
			(over, PromotionPhase.ENDED.value),
			(PromotionTermsRow.valid_from > self._today, PromotionPhase.COMING.value),
			else_=PromotionPhase.CURRENT.value,
		).cast(String)

	def _build_conditions(
		self, filters: PromotionFilters, *, sees_drafts: bool
	) -> list[ColumnElement[bool]]:
		words = split_words(filters.q or "")
		conditions = [PromotionRow.name_key.contains(word, autoescape=True) for word in words]
		if not sees_drafts:
			conditions.append(PromotionRow.state != PromotionState.DRAFT.value)
		if filters.phase:
			conditions.append(self._select_phase().in_([one.value for one in filters.phase]))
		if filters.kind:
			conditions.append(PromotionTermsRow.kind.in_([one.value for one in filters.kind]))
		return conditions
