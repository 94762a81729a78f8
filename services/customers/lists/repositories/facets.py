"""Counts of the values of a list, in one pass over its customers.

The pass groups by all facets at once and leaves their own filters out; who is counted in which
facet is then decided over some thousand groups instead of a million rows.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Integer, case, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from chasqui.contracts.customers.bands import AGE_BANDS
from chasqui.contracts.customers.lists import CustomerFilters
from customers.lists.domain.facets import PLAIN, FacetGroup
from customers.people.domain.calendar import LOYAL_YEARS, make_reference_key, subtract_years
from customers.people.domain.fields import FACETED
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_tag import CustomerTagRow
from customers.segments.repositories.list_condition_builder import ListConditionBuilder

OWN_FILTERS = frozenset({*PLAIN, "may_email", "may_phone"})
MOST_TAGS = 20


@dataclass(frozen=True)
class TagCount:
	tag: str
	customers: int


class FacetRepository:
	def __init__(self, session: Session, conditions: ListConditionBuilder, *, today: date) -> None:
		self._session = session
		self._conditions = conditions
		self._today = today

	def list_groups(self, asked: CustomerFilters) -> list[FacetGroup]:
		"""Return the groups of those who meet all filters but the facets' own."""
		# A canton is asked with its province, and would hide the others.
		without = OWN_FILTERS - {"province"} if asked.canton else OWN_FILTERS
		row = CustomerRow
		plain = (*(getattr(row, name) for name in FACETED), self._find_category())
		columns = (*plain, self._find_band(), row.may_email, row.may_phone)
		query = select(*columns, func.count()).where(self._conditions.build(asked, without=without))
		found = self._session.execute(query.group_by(*(column for column in columns)))
		size = len(PLAIN)
		return [FacetGroup(dict(zip(PLAIN, one[:size], strict=True)), *one[size:]) for one in found]

	def list_tags(self, asked: CustomerFilters) -> list[TagCount]:
		"""Return the commonest tags of those who meet all filters but that of tags."""
		row, count = CustomerTagRow, func.count()
		lowered = func.lower(row.tag)
		query = select(func.min(row.tag), count).join(
			CustomerRow, CustomerRow.id == row.customer_id
		)
		query = query.where(self._conditions.build(asked, without=frozenset({"tag"})))
		query = query.group_by(lowered).order_by(count.desc(), lowered).limit(MOST_TAGS)
		return [TagCount(tag, n) for tag, n in self._session.execute(query)]

	def _find_category(self) -> ColumnElement[str]:
		"""Return the category of a row, as `use_cases.customer_view` chooses it."""
		by_hand = CustomerRow.category_until >= self._today
		is_new = CustomerRow.registered_on > subtract_years(self._today, 1)
		yesterday = date.fromordinal(self._today.toordinal() - 1)
		is_loyal = CustomerRow.registered_on <= subtract_years(yesterday, LOYAL_YEARS)
		return case(
			(by_hand, CustomerRow.category_override),
			(is_new, literal("new")),
			(is_loyal, literal("loyal")),
			else_=literal("regular"),
		)

	def _find_band(self) -> ColumnElement[int]:
		"""Return the number of the age band counted from the oldest; None without a birth."""
		reference = make_reference_key(self._today)
		firsts = sorted(reference - band.first * 10_000 + 1 for band in AGE_BANDS)
		return func.width_bucket(CustomerRow.birth_key, cast(firsts, ARRAY(Integer)))
