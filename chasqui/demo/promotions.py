"""The promotions of the story: written and published once, however often it is run."""

from collections.abc import Mapping
from datetime import date, timedelta

from chasqui.contracts.customers.promotions import (
	Promotion,
	PromotionFields,
	PromotionMove,
	PromotionQuery,
	PromotionState,
)
from chasqui.contracts.endpoints.customers import promotions as api
from chasqui.demo.suite_client import Person
from chasqui.sample.promotions import PROMOTIONS, SamplePromotion

MOST_PROMOTIONS = 200


def fill_promotions(
	admin: Person, items: Mapping[str, int], types: Mapping[str, int], today: date
) -> None:
	"""Publish the sample's promotions; `items` are by reference, `types` by name."""
	known = {one.name for one in list_promotions(admin)}
	for sample in PROMOTIONS:
		if sample.name not in known:
			publish(admin, build_fields(sample, items, types, today), is_over=sample.is_over)


def list_promotions(person: Person) -> list[Promotion]:
	"""Return the promotions of the first page, which is long enough for the sample."""
	query = PromotionQuery(limit=MOST_PROMOTIONS)
	return person.customers.call(api.list_promotions, query=query).items


def build_fields(
	sample: SamplePromotion, items: Mapping[str, int], types: Mapping[str, int], today: date
) -> PromotionFields:
	"""Return a sample promotion as it is written."""
	first = today + timedelta(days=sample.starts)
	return PromotionFields(
		name=sample.name,
		kind=sample.kind,
		value=sample.value,
		text=sample.text,
		conditions="Promoción de ejemplo.",
		valid_from=first,
		valid_until=first + timedelta(days=sample.days),
		item_ids=[items[one] for one in sample.references],
		type_ids=[types[one] for one in sample.types],
		for_kind=sample.for_kind,
	)


def publish(admin: Person, fields: PromotionFields, *, is_over: bool) -> None:
	"""Write a promotion, publish it and, if it is over, end it."""
	made = admin.customers.call(api.add_promotion, body=fields)
	states = [PromotionState.PUBLISHED, *([PromotionState.ENDED] if is_over else [])]
	for state in states:
		move = PromotionMove(version=made.version, state=state)
		made = admin.customers.call(api.move_promotion, promotion_id=made.id, body=move)
