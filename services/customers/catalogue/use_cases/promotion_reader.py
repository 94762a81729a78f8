"""Shows promotions: one, lists, facets, what they were before, what holds today."""

from itertools import chain

from chasqui.contracts.customers.catalogue import LedgerQuery
from chasqui.contracts.customers.promotions import (
	Promotion,
	PromotionFacets,
	PromotionFields,
	PromotionFilters,
	PromotionPatch,
	PromotionQuery,
	PromotionRevision,
	PromotionState,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import write_version
from chasqui.kernel.errors import NotFound
from customers.catalogue.domain.promotions import (
	PromotionIndex,
	do_days_meet,
	do_targets_meet,
	find_phase,
)
from customers.catalogue.models.promotion import PromotionTermsRow
from customers.catalogue.repositories.promotions import (
	NO_PROMOTION,
	PromotionRepository,
	PromotionRows,
)


class PromotionReader:
	"""Drafts only where `sees_drafts`."""

	def __init__(self, promotions: PromotionRepository, *, sees_drafts: bool) -> None:
		self._promotions = promotions
		self._sees_drafts = sees_drafts

	def show(self, promotion_id: int) -> Promotion:
		""":raises NotFound: there is no such promotion"""
		found = self._promotions.get(promotion_id)
		if found[0].state == PromotionState.DRAFT and not self._sees_drafts:
			raise NotFound(NO_PROMOTION, code="no_promotion")
		shown = self.view(found)
		shown.targets = self._promotions.list_target_names(shown.item_ids, shown.type_ids)
		shown.overlaps = self._list_overlaps(shown)
		return shown

	def list_page(self, query: PromotionQuery) -> Page[Promotion]:
		rows, cursor = self._promotions.list_page(query, sees_drafts=self._sees_drafts)
		return Page[Promotion](items=[self.view(one) for one in rows], next_cursor=cursor)

	def find_facets(self, filters: PromotionFilters) -> PromotionFacets:
		sees = self._sees_drafts
		counted = {
			name: self._promotions.count_by(filters, name, sees_drafts=sees)
			for name in PromotionFacets.model_fields.keys() - {"total"}
		}
		total = self._promotions.count(filters, sees_drafts=sees)
		return PromotionFacets(total=total, **counted)

	def list_revisions(self, promotion_id: int, query: LedgerQuery) -> Page[PromotionRevision]:
		""":raises NotFound: there is no such promotion"""
		self._promotions.get(promotion_id)
		rows, cursor = self._promotions.list_revisions(promotion_id, query)
		items = [PromotionRevision.model_validate(row) for row in rows]
		return Page[PromotionRevision](items=items, next_cursor=cursor)

	def index_promotions(self) -> PromotionIndex:
		"""Return what holds today."""
		return PromotionIndex(
			(row.id, read_terms(terms)) for row, terms in self._promotions.list_current()
		)

	def view(self, found: PromotionRows) -> Promotion:
		"""Return a promotion as its contract shows it."""
		row, terms = found
		fields, state = read_terms(terms), PromotionState(row.state)
		shown = Promotion(
			**dict(fields),
			id=row.id,
			state=state,
			phase=find_phase(state, fields, self._promotions.today),
			revision=row.revision,
			created_by=row.created_by,
		)
		shown.version = write_version(shown, PromotionPatch)
		return shown

	def _list_overlaps(self, shown: Promotion) -> list[str]:
		"""Return the names of the others that hold for the same on some same day."""
		others = [
			terms
			for row, terms in self._promotions.list_published()
			if row.id != shown.id and do_days_meet(shown, read_terms(terms))
		]
		named = {*shown.item_ids, *chain(*(one.item_ids for one in others))}
		types = self._promotions.find_types_of_items(named)
		return [one.name for one in others if do_targets_meet(shown, one, types)]


def read_terms(terms: PromotionTermsRow) -> PromotionFields:
	"""Return the terms of a promotion as their contract has them."""
	return PromotionFields.model_validate(
		{name: getattr(terms, name) for name in PromotionFields.model_fields}
	)
