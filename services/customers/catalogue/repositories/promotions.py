"""Promotions with the terms that are in force, and those of before."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, delete, or_, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.catalogue import ItemState, LedgerQuery
from chasqui.contracts.customers.promotions import (
	PromotionFacetValue,
	PromotionFilters,
	PromotionPhase,
	PromotionQuery,
	PromotionState,
)
from chasqui.kernel.data.listings import Condition, Filters, Listing, contain_all
from chasqui.kernel.data.pages import Column
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
SELECTED: Any = select(PromotionRow, PromotionTermsRow).join(PromotionTermsRow, TERMS)


REVISIONS = Listing[PromotionTermsRow](
	select(PromotionTermsRow), PromotionTermsRow.number, order="-"
)


class PromotionRepository:
	"""Where each stands is as of `today`."""

	def __init__(self, session: Session, today: date) -> None:
		self._session = session
		self._today = today
		values: dict[str, Column] = {"phase": self._select_phase(), "kind": PromotionTermsRow.kind}
		self._list = Listing[PromotionRows](
			SELECTED,
			PromotionRow.id,
			Filters(values, rules=[_ask_text]),
			sorts={"name": PromotionRow.name_key, "from": PromotionTermsRow.valid_from},
			order="-from",
			make=lambda row, terms: (row, terms),
		)

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
		return self._list.fetch_page(self._session, query, *_hide_drafts(sees_drafts))

	def stream(self, filters: PromotionFilters, *, sees_drafts: bool) -> Iterator[PromotionRows]:
		"""Yield all that match, the latest first."""
		return self._list.stream(self._session, filters, *_hide_drafts(sees_drafts))

	def count(self, filters: PromotionFilters, *, sees_drafts: bool) -> int:
		"""Return how many match."""
		return self._list.count(self._session, filters, *_hide_drafts(sees_drafts))

	def count_by(
		self, filters: PromotionFilters, name: str, *, sees_drafts: bool
	) -> list[PromotionFacetValue]:
		"""Return how many have each value of a filter, as if it were not set."""
		when = _hide_drafts(sees_drafts)
		return [
			PromotionFacetValue(value=value, promotions=count)
			for value, _text, count in self._list.count_by(self._session, filters, name, *when)
		]

	def list_current(self) -> list[PromotionRows]:
		"""Return those that hold today, the oldest first."""
		holds = self._select_phase() == PromotionPhase.CURRENT.value
		query = SELECTED.where(holds).order_by(PromotionRow.id)
		return [(row[0], row[1]) for row in self._session.execute(query)]

	def list_published(self) -> list[PromotionRows]:
		"""Return those that hold or will hold, the oldest first."""
		phases = [PromotionPhase.COMING.value, PromotionPhase.CURRENT.value]
		query = SELECTED.where(self._select_phase().in_(phases)).order_by(PromotionRow.id)
		return [(row[0], row[1]) for row in self._session.execute(query)]

	def list_revisions(
		self, promotion_id: int, query: LedgerQuery
	) -> tuple[list[PromotionTermsRow], str | None]:
		"""Return the terms of a promotion, the newest first."""
		of_promotion = PromotionTermsRow.promotion_id == promotion_id
		return REVISIONS.fetch_page(self._session, query, of_promotion)

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


def _ask_text(asked: PromotionFilters) -> list[Condition]:
	return contain_all(PromotionRow.name_key, split_words(asked.q or ""))


def _hide_drafts(sees_drafts: bool) -> list[Condition]:
	return [] if sees_drafts else [PromotionRow.state != PromotionState.DRAFT.value]
