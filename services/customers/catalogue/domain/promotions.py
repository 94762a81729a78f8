"""What a promotion makes of a price, where it stands on a day, and which one wins."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from chasqui.contracts.customers.promotions import (
	WHOLE,
	HeldPromotion,
	PromotionFields,
	PromotionKind,
	PromotionPhase,
	PromotionState,
)
from chasqui.contracts.wire import CENT

NOTHING = Decimal("0.00")
MOVES: dict[PromotionState, frozenset[PromotionState]] = {
	PromotionState.DRAFT: frozenset({PromotionState.PUBLISHED}),
	PromotionState.PUBLISHED: frozenset({PromotionState.ENDED}),
	PromotionState.ENDED: frozenset(),
}


def find_phase(state: PromotionState, terms: PromotionFields, day: date) -> PromotionPhase:
	"""Return where a promotion stands on a day."""
	if state is PromotionState.DRAFT:
		return PromotionPhase.DRAFT
	is_over = terms.valid_until is not None and terms.valid_until < day
	if state is PromotionState.ENDED or is_over:
		return PromotionPhase.ENDED
	return PromotionPhase.COMING if terms.valid_from > day else PromotionPhase.CURRENT


def cut_price(kind: PromotionKind, value: Decimal | None, price: Decimal) -> Decimal | None:
	"""Return what is paid with a promotion, from zero to the price, in whole cents, half up.

	None where the price stays as it is.
	"""
	if value is None or kind is PromotionKind.TEXT:
		return None
	paid = {
		PromotionKind.PERCENT: price * (WHOLE - value) / WHOLE,
		PromotionKind.AMOUNT: price - value,
		PromotionKind.PRICE: value,
	}[kind]
	return min(max(paid, NOTHING), price).quantize(CENT, ROUND_HALF_UP)


def order_held(held: Iterable[HeldPromotion]) -> list[HeldPromotion]:
	"""Return promotions of one item, the customer's best first; of equal ones the oldest."""
	return sorted(held, key=lambda one: (one.price is None, one.price or NOTHING, one.id))


def find_best_price(held: Sequence[HeldPromotion]) -> Decimal | None:
	"""Return the lowest price that everybody gets, whoever they are; None where no one cuts it."""
	return min(
		(one.price for one in held if one.price is not None and not one.for_kind), default=None
	)


def do_days_meet(one: PromotionFields, other: PromotionFields) -> bool:
	"""Return whether two promotions hold on some same day."""
	return (one.valid_until is None or other.valid_from <= one.valid_until) and (
		other.valid_until is None or one.valid_from <= other.valid_until
	)


class Targets(Protocol):
	"""What a promotion holds for: items, and all items of types."""

	item_ids: list[int]
	type_ids: list[int]


def do_targets_meet(one: Targets, other: Targets, types: Mapping[int, int]) -> bool:
	"""Return whether two hold for some same item; `types` are those of the items that they name."""
	items, others = {*one.item_ids}, {*other.item_ids}
	mine, theirs = {*one.type_ids}, {*other.type_ids}
	return bool(
		items & others
		or mine & theirs
		or mine & {types[item] for item in others if item in types}
		or theirs & {types[item] for item in items if item in types}
	)


class PromotionIndex:
	"""The promotions that hold on a day, asked item by item."""

	def __init__(self, held: Iterable[tuple[int, PromotionFields]]) -> None:
		self._by_item: dict[int, list[tuple[int, PromotionFields]]] = {}
		self._by_type: dict[int, list[tuple[int, PromotionFields]]] = {}
		for one in held:
			for targets, ids in (
				(self._by_item, one[1].item_ids),
				(self._by_type, one[1].type_ids),
			):
				for target in ids:
					targets.setdefault(target, []).append(one)

	def list_held(self, item_id: int, type_id: int, price: Decimal | None) -> list[HeldPromotion]:
		"""Return what holds for an item that costs `price`, the customer's best first."""
		found = dict([*self._by_item.get(item_id, ()), *self._by_type.get(type_id, ())])
		return order_held(hold(number, terms, price) for number, terms in found.items())


def hold(number: int, terms: PromotionFields, price: Decimal | None) -> HeldPromotion:
	"""Return a promotion as an item that costs `price` shows it."""
	return HeldPromotion(
		id=number,
		name=terms.name,
		kind=terms.kind,
		text=terms.text,
		conditions=terms.conditions,
		valid_until=terms.valid_until,
		for_kind=terms.for_kind,
		price=None if price is None else cut_price(terms.kind, terms.value, price),
	)
