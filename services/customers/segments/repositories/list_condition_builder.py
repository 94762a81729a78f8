"""The filters of a list as conditions, in forms that the indexes answer."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
	ColumnElement,
	DateTime,
	String,
	and_,
	exists,
	func,
	literal,
	literal_column,
	or_,
	select,
)
from sqlalchemy.orm import Session

from chasqui.contracts.customers.lists import NO_ADVISOR, NO_PROVINCE, CustomerFilters
from chasqui.contracts.customers.people import Category
from chasqui.kernel.data.listings import Condition, Filters, pick_columns
from customers.people.domain.calendar import (
	LOYAL_YEARS,
	find_active_since,
	make_reference_key,
	subtract_years,
)
from customers.people.domain.fields import FIELDS
from customers.people.domain.places import check_place
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_advisor import CustomerAdvisorRow
from customers.people.models.customer_tag import CustomerTagRow
from customers.segments.domain.search import read_search
from customers.segments.repositories.custom_conditions import build_custom_conditions
from customers.segments.repositories.customer_search import build_search_condition
from customers.segments.repositories.equipment_conditions import ask_equipment
from customers.segments.repositories.purchase_conditions import ask_purchases

LAST_CONTACT: ColumnElement[datetime] = literal_column(
	"coalesce(customer.last_contact_at, '-infinity'::timestamptz)", DateTime(timezone=True)
)
# Filters that bear a field's name and ask for more than its value.
OWN_RULES = {"province", "canton", "custom"}
ASKED = [one.name for one in FIELDS if one.name in CustomerFilters.model_fields.keys() - OWN_RULES]
VALUES = {"ids": CustomerRow.id, **pick_columns(CustomerRow, *ASKED)}
RANGES = {one.ranged: getattr(CustomerRow, one.name) for one in FIELDS if one.ranged}


class ListConditionBuilder:
	"""Reads filters as of a day; `zone` is where the days of last contacts begin."""

	def __init__(self, session: Session, *, today: date, zone: str) -> None:
		self._session = session
		self._today = today
		self._zone = ZoneInfo(zone)
		self._active_since = find_active_since(today, zone)
		self._filters = Filters(
			VALUES,
			RANGES,
			rules=[
				_ask_state, _ask_places, self._ask_age, self._ask_days, self._ask_category,
				_ask_tags, _ask_advisors, _ask_warnings, ask_purchases, self._ask_machines,
				self._ask_custom, self._ask_text,
			],
		)  # fmt: skip

	def build(self, asked: CustomerFilters, *, without: frozenset[str] = frozenset()) -> Condition:
		"""Return the condition that all filters ask, but those named in `without`.

		:raises BadField: a place or a custom field does not exist
		"""
		return and_(*self._filters.build(asked, without=without))

	def _ask_age(self, asked: CustomerFilters) -> list[Condition]:
		reference, found = make_reference_key(self._today), []
		if asked.age_from is not None:
			found.append(CustomerRow.birth_key <= reference - asked.age_from * 10_000)
		if asked.age_to is not None:
			found.append(CustomerRow.birth_key > reference - (asked.age_to + 1) * 10_000)
		return found

	def _ask_days(self, asked: CustomerFilters) -> list[Condition]:
		found: list[Condition] = []
		if asked.contacted_from:
			found.append(self._begin(asked.contacted_from) <= LAST_CONTACT)
		if asked.contacted_to:
			found += [
				self._begin(asked.contacted_to + timedelta(days=1)) > LAST_CONTACT,
				CustomerRow.last_contact_at.is_not(None),
			]
		if asked.active is not None:
			since = literal(self._active_since, DateTime(timezone=True))
			found.append(since <= LAST_CONTACT if asked.active else since > LAST_CONTACT)
		return found

	def _ask_category(self, asked: CustomerFilters) -> list[Condition]:
		if not asked.category:
			return []
		by_hand = CustomerRow.category_until >= self._today
		derived = or_(*(self._derive(category) for category in asked.category))
		chosen = CustomerRow.category_override.in_([one.value for one in asked.category])
		return [or_(and_(derived, by_hand.is_not(True)), and_(by_hand, chosen))]

	def _derive(self, category: Category) -> Condition:
		"""Return what registration says of a category (see domain.calendar)."""
		registered = CustomerRow.registered_on
		new_after = subtract_years(self._today, 1)
		loyal_until = subtract_years(self._today - timedelta(days=1), LOYAL_YEARS)
		return {
			Category.NEW: registered > new_after,
			Category.LOYAL: registered <= loyal_until,
			Category.REGULAR: and_(registered <= new_after, registered > loyal_until),
		}[category]

	def _ask_machines(self, asked: CustomerFilters) -> list[Condition]:
		return ask_equipment(asked, self._today)

	def _ask_custom(self, asked: CustomerFilters) -> list[Condition]:
		return build_custom_conditions(self._session, asked.custom)

	def _ask_text(self, asked: CustomerFilters) -> list[Condition]:
		if not asked.q:
			return []
		search = read_search(asked.q)
		return [build_search_condition(self._session, search, _ask_state(asked))]

	def _begin(self, day: date) -> ColumnElement[Any]:
		try:
			instant = datetime.combine(day, time(), self._zone)
		except OverflowError:  # the day after the last one of the calendar
			instant = datetime.max.replace(tzinfo=self._zone)
		return literal(instant, DateTime(timezone=True))


def _ask_state(asked: CustomerFilters) -> list[Condition]:
	archived = CustomerRow.archived_at
	if not asked.archived:
		return [archived.is_(None)]
	return [archived.is_not(None), CustomerRow.erased_at.is_(None)]


def _ask_places(asked: CustomerFilters) -> list[Condition]:
	found: list[Condition] = []
	named = [code for code in asked.province if code != NO_PROVINCE]
	for code in named:
		check_place(code, None)
	if asked.province:
		inside = CustomerRow.province.in_(named)
		nowhere = CustomerRow.province.is_(None)
		found.append(or_(inside, nowhere) if NO_PROVINCE in asked.province else inside)
	if asked.canton:  # with its province, for the index begins with that
		homes = {check_place(None, canton)[0] for canton in asked.canton}
		found += [CustomerRow.province.in_(homes), CustomerRow.canton.in_(asked.canton)]
	return found


def _ask_tags(asked: CustomerFilters) -> list[Condition]:
	if not asked.tag:
		return []
	lowered = [func.lower(literal(tag, String)) for tag in asked.tag]
	tagged = select(CustomerTagRow.customer_id).where(func.lower(CustomerTagRow.tag).in_(lowered))
	return [CustomerRow.id.in_(tagged)]


def _ask_advisors(asked: CustomerFilters) -> list[Condition]:
	if not asked.advisor:
		return []
	row = CustomerAdvisorRow
	chosen = [int(one) for one in asked.advisor if one != NO_ADVISOR]
	cared = CustomerRow.id.in_(select(row.customer_id).where(row.advisor_id.in_(chosen)))
	if NO_ADVISOR not in asked.advisor:
		return [cared]
	return [or_(cared, ~exists().where(row.customer_id == CustomerRow.id))]


def _ask_warnings(asked: CustomerFilters) -> list[Condition]:
	warnings = CustomerRow.warnings
	found: list[Condition] = []
	if asked.warning:
		found += [warnings != [], warnings.overlap(asked.warning)]
	if asked.has_warnings is not None:
		found.append(warnings != [] if asked.has_warnings else warnings == [])
	return found
