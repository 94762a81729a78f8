"""Keeps promotions: written, published, ended; what one was before stays (C9)."""

from datetime import date
from typing import Any

from pydantic import ValidationError

from chasqui.contracts.customers.catalogue import ItemState
from chasqui.contracts.customers.promotions import (
	Promotion,
	PromotionFields,
	PromotionKind,
	PromotionMove,
	PromotionPatch,
	PromotionPhase,
	PromotionState,
)
from chasqui.kernel.data.versions import check_unchanged, check_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.field_errors import list_field_errors
from chasqui.kernel.texts.text import Text, say
from customers.audit.domain import Actor
from customers.catalogue.domain.promotions import MOVES
from customers.catalogue.models.promotion import PromotionRow, PromotionTermsRow
from customers.catalogue.repositories.prices import PriceRepository
from customers.catalogue.repositories.promotions import PromotionRepository
from customers.catalogue.use_cases.item_auditor import PromotionAuditor
from customers.catalogue.use_cases.promotion_reader import PromotionReader, read_terms
from customers.people.domain.names import make_name_key

# What an empty field of a change takes away; of the others, it says nothing.
EMPTIABLE = {"value", "valid_until", "for_kind"}
CUTS = {
	PromotionKind.AMOUNT: say("El descuento"),
	PromotionKind.PRICE: say("El precio especial"),
}


class PromotionService:
	def __init__(
		self,
		promotions: PromotionRepository,
		prices: PriceRepository,
		reader: PromotionReader,
		auditor: PromotionAuditor,
	) -> None:
		self._promotions = promotions
		self._prices = prices
		self._reader = reader
		self._auditor = auditor

	def add(self, fields: PromotionFields, actor: Actor) -> Promotion:
		"""Write a draft.

		:raises Invalid: an item is unknown or retired, a type unknown, or more is cut than is asked
		"""
		self._check_targets(fields)
		row = PromotionRow(revision=1, created_by=actor.name, name_key=make_name_key(fields.name))
		self._promotions.save(row, write_terms(fields, actor))
		self._auditor.note(actor, row.id, sorted(fields.model_fields_set), step="added")
		return self._reader.show(row.id)

	def change(self, promotion_id: int, patch: PromotionPatch, actor: Actor) -> Promotion:
		"""Write it anew; what it was stays in its history.

		:raises NotFound: there is no such promotion
		:raises Conflict: `stale`, or it has ended (`promotion_ended`)
		:raises Invalid: as `add`, or days are changed that are over
		"""
		row, terms = self._promotions.get(promotion_id, lock=True)
		now = self._reader.view((row, terms))
		check_version(now, patch)
		if now.phase is PromotionPhase.ENDED:
			message = say("La promoción ya terminó, y queda como historia.")
			raise Conflict(message, code="promotion_ended")
		fields = self._merge(now, patch)
		if fields == read_terms(terms):
			return self._reader.show(promotion_id)
		self._check_targets(fields)
		if now.state is PromotionState.PUBLISHED:
			self._check_days(fields, now)
		row.revision, row.name_key = row.revision + 1, make_name_key(fields.name)
		self._promotions.save(row, write_terms(fields, actor))
		self._auditor.note(actor, row.id, sorted(patch.model_fields_set - {"version"}))
		return self._reader.show(promotion_id)

	def move(self, promotion_id: int, move: PromotionMove, actor: Actor) -> Promotion:
		"""Publish a draft, or end what is published, from now on.

		:raises NotFound: there is no such promotion
		:raises Conflict: `stale`, or it does not go from its state to that
		:raises Invalid: as `add`, or it begins in the past
		"""
		row, terms = self._promotions.get(promotion_id, lock=True)
		now = self._reader.view((row, terms))
		check_unchanged(now, move.version)
		if move.state not in MOVES[now.state]:
			raise Conflict(say("No pasa de su estado a ese. Recargue la página."), code="bad_move")
		if move.state is PromotionState.PUBLISHED:
			self._check_targets(now)
			self._check_days(now, None)
		row.state = move.state.value
		self._promotions.save(row)
		self._auditor.note(actor, row.id, ["state"], step=move.state.value)
		return self._reader.show(promotion_id)

	def delete(self, promotion_id: int, actor: Actor) -> None:
		"""Delete a draft.

		:raises NotFound: there is no such promotion
		:raises Conflict: it has been published
		"""
		row, _terms = self._promotions.get(promotion_id, lock=True)
		if row.state != PromotionState.DRAFT:
			message = say("Solo se borra un borrador; lo demás se termina.")
			raise Conflict(message, code="not_a_draft")
		self._auditor.note(actor, row.id, [], step="deleted")
		self._promotions.delete(row)

	def _merge(self, now: Promotion, patch: PromotionPatch) -> PromotionFields:
		given: dict[str, Any] = {
			name: getattr(patch, name)
			for name in patch.model_fields_set - {"version"}
			if name in EMPTIABLE or getattr(patch, name) is not None
		}
		values = {name: getattr(now, name) for name in PromotionFields.model_fields}
		try:
			return PromotionFields.model_validate({**values, **given})
		except ValidationError as error:
			found = list_field_errors(error)
			raise Invalid(found[0].message, code="bad_promotion", fields=found) from error

	def _check_days(self, fields: PromotionFields, before: Promotion | None) -> None:
		"""Refuse to rewrite days that are over; `before` is what has been published already."""
		today = self._promotions.today
		has_begun = before is not None and before.valid_from <= today
		if before is not None and has_begun and fields.valid_from != before.valid_from:
			refuse("valid_from", say("Ya empezó: su primer día no cambia."), "promotion_begun")
		if not has_begun and fields.valid_from < today:
			refuse("valid_from", say("Debe empezar hoy o después."), "in_the_past")
		if fields.valid_until is not None and fields.valid_until < today:
			refuse("valid_until", say("Debe terminar hoy o después."), "in_the_past")

	def _check_targets(self, fields: PromotionFields) -> None:
		states = self._promotions.find_items(fields.item_ids)
		if states.keys() != {*fields.item_ids}:
			refuse("item_ids", say("Uno de los artículos no existe."), "no_item")
		if ItemState.RETIRED in states.values():
			refuse(
				"item_ids", say("Uno de los artículos está retirado de la venta."), "retired_item"
			)
		if self._promotions.find_types(fields.type_ids) != {*fields.type_ids}:
			refuse("type_ids", say("Uno de los tipos no existe."), "no_item_type")
		if fields.kind in CUTS and fields.value is not None:
			day = max(fields.valid_from, self._promotions.today)
			self._refuse_too_much(fields, fields.value, day)

	def _refuse_too_much(self, fields: PromotionFields, value: Any, day: date) -> None:
		lowest = self._prices.find_lowest(day, fields.item_ids, fields.type_ids)
		if lowest is not None and value > lowest[1]:
			name, price = lowest
			message = say(
				"{what} pasa del precio de «{name}» ({price} dólares).",
				what=CUTS[fields.kind],
				name=name,
				price=price,
			)
			refuse("value", message, "over_price")


def write_terms(fields: PromotionFields, actor: Actor) -> PromotionTermsRow:
	"""Return the terms as they are kept."""
	values = fields.model_dump(include=set(PromotionFields.model_fields))
	return PromotionTermsRow(**values, set_by=actor.name)


def refuse(field: str, message: Text, code: str) -> None:
	"""Refuse what a field says."""
	raise Invalid(message, code=code, fields=[FieldError(field, message, code)])
