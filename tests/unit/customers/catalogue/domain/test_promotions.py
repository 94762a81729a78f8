"""What promotions make of prices: never below zero, whole cents, the customer's best."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chasqui.contracts.customers.promotions import (
	PromotionFields,
	PromotionKind,
	PromotionPhase,
	PromotionState,
)
from customers.catalogue.domain.promotions import (
	PromotionIndex,
	cut_price,
	do_days_meet,
	find_best_price,
	find_phase,
)

TODAY = date(2026, 11, 29)
money = st.decimals(0, 10_000, places=2)
days = st.integers(-5, 5).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def promotions(draw: st.DrawFn) -> PromotionFields:
	kind = draw(st.sampled_from(PromotionKind))
	value = {
		PromotionKind.PERCENT: st.decimals("0.01", 100, places=2),
		PromotionKind.AMOUNT: st.decimals("0.01", 10_000, places=2),
		PromotionKind.PRICE: money,
		PromotionKind.TEXT: st.none(),
	}[kind]
	first = draw(days)
	return PromotionFields(
		name="Promoción",
		kind=kind,
		value=draw(value),
		text="Dos meses gratis",
		valid_from=first,
		valid_until=draw(st.none() | st.integers(0, 5).map(lambda more: first + timedelta(more))),
		item_ids=draw(st.lists(st.integers(1, 3), max_size=3)),
		type_ids=draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)),
		for_kind=draw(st.sampled_from([None, "person", "company"])),
	)


@pytest.mark.covers("C9")
class TestPrices:
	@given(promotion=promotions(), price=money)
	def test_it_is_between_nothing_and_the_price_in_whole_cents(
		self, promotion: PromotionFields, price: Decimal
	) -> None:
		paid = cut_price(promotion.kind, promotion.value, price)
		if promotion.kind is PromotionKind.TEXT:
			assert paid is None
		else:
			assert paid is not None
			assert 0 <= paid <= price
			assert paid == paid.quantize(Decimal("0.01"))

	@given(percent=st.decimals("0.01", 100, places=2), price=money)
	def test_a_percentage_is_rounded_half_up(self, percent: Decimal, price: Decimal) -> None:
		exact = price - price * percent / 100
		paid = cut_price(PromotionKind.PERCENT, percent, price)
		assert paid == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)

	@pytest.mark.parametrize(
		("kind", "value", "price", "paid"),
		[
			("percent", "50", "0.01", "0.01"), ("percent", "15", "34.90", "29.67"),
			("percent", "100", "34.90", "0.00"), ("amount", "5", "34.90", "29.90"),
			("amount", "50", "34.90", "0.00"), ("price", "20", "34.90", "20.00"),
			("price", "40", "34.90", "34.90"),
		],
	)  # fmt: skip
	def test_examples(self, kind: str, value: str, price: str, paid: str) -> None:
		found = cut_price(PromotionKind(kind), Decimal(value), Decimal(price))
		assert str(found) == paid

	@given(held=st.lists(promotions(), max_size=6), price=money)
	def test_the_customers_best_wins_and_the_rest_are_shown(
		self, held: list[PromotionFields], price: Decimal
	) -> None:
		listed = PromotionIndex(enumerate(held)).list_held(1, 1, price)
		for_it = {i for i, one in enumerate(held) if 1 in one.item_ids or 1 in one.type_ids}
		assert {one.id for one in listed} == for_it
		cuts = [one.price for one in listed if one.price is not None]
		assert [one.price for one in listed[: len(cuts)]] == sorted(cuts)
		for all_ in (one for one in listed if one.for_kind is None and one.price is not None):
			best = find_best_price(listed)
			assert best is not None
			assert best <= all_.price  # type: ignore[operator]


class TestPhases:
	@given(promotion=promotions(), state=st.sampled_from(PromotionState))
	def test_it_is_current_on_its_days_alone(
		self, promotion: PromotionFields, state: PromotionState
	) -> None:
		phase = find_phase(state, promotion, TODAY)
		last = promotion.valid_until or date.max
		holds = promotion.valid_from <= TODAY <= last and state is PromotionState.PUBLISHED
		assert (phase is PromotionPhase.CURRENT) == holds

	@given(one=promotions(), other=promotions())
	def test_days_meet_as_counted_one_by_one(
		self, one: PromotionFields, other: PromotionFields
	) -> None:
		def count(promotion: PromotionFields) -> set[date]:
			end = promotion.valid_until or TODAY + timedelta(30)
			length = (end - promotion.valid_from).days + 1
			return {promotion.valid_from + timedelta(number) for number in range(length)}

		assert do_days_meet(one, other) == bool(count(one) & count(other))


class TestSense:
	@pytest.mark.parametrize(
		("changes", "told"),
		[
			({"valid_until": "2026-11-28"}, "termina antes"),
			({"value": "100.01"}, "porcentaje"), ({"value": "0"}, "porcentaje"),
			({"value": None}, "valor"),
			({"item_ids": []}, "al menos un artículo"),
			({"kind": "text"}, "texto"), ({"kind": "amount", "value": "0"}, "descuento"),

		],
	)  # fmt: skip
	def test_what_makes_none_is_refused(self, changes: dict[str, object], told: str) -> None:
		fields = {
			"name": "Verano", "kind": "percent", "value": "10", "valid_from": "2026-11-29",
			"item_ids": [1],
		}  # fmt: skip
		with pytest.raises(ValidationError, match=told):
			PromotionFields.model_validate({**fields, **changes})
