"""Who of the customers is one person: in SQL, for statements over many of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
	CTE,
	BigInteger,
	Label,
	Select,
	cast,
	func,
	select,
	text,
	union,
	union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.selectable import FromClause

from campaigns.audiences.models import AudienceMemberRow
from campaigns.contacts.models.merged_customer import MergedCustomerRow


def select_merged() -> CTE:
	"""Return (customer_id, person_id) of every merged customer; who stands for it is last."""
	row = MergedCustomerRow
	first = select(row.merged_id.label("customer_id"), row.kept_id.label("person_id"))
	standing = first.cte("standing", recursive=True)
	further = select(standing.c.customer_id, row.kept_id)
	standing = standing.union_all(further.join(row, row.merged_id == standing.c.person_id))
	is_last = standing.c.person_id.not_in(select(row.merged_id))
	return select(standing).where(is_last).cte("merged")


def select_records(merged: CTE) -> CTE:
	"""Return (customer_id, person_id) of all customers of persons with several of them."""
	whole = union(select(merged), select(merged.c.person_id, merged.c.person_id))
	return whole.cte("record")


MERGED = select_merged()
RECORDS = select_records(MERGED)
# One object each: a statement that reads one of them twice holds it once.
# With so much memory statements over whole audiences do without the disk.
MEMORY = text("SET LOCAL work_mem = '64MB'")


def name_person(customer_id: Any) -> Label[int]:
	"""Return who stands for a customer, of a statement that joins `MERGED` from the outside."""
	return func.coalesce(MERGED.c.person_id, customer_id).label("person_id")


def select_places(*audience_ids: int) -> Select[int, int]:
	"""Return (audience_id, person_id) of some audiences, or all: who is in each, once."""
	member, merged = AudienceMemberRow, MERGED
	query = select(member.audience_id, name_person(member.customer_id)).distinct()
	query = query.join(merged, merged.c.customer_id == member.customer_id, isouter=True)
	return query.where(member.audience_id.in_(audience_ids)) if audience_ids else query


def select_given(customer_ids: Sequence[int]) -> Select[int]:
	"""Return (person_id) of customers that are given by number."""
	merged = MERGED
	numbers = func.unnest(cast(list(customer_ids), ARRAY(BigInteger)))
	given = select(numbers.label("customer_id")).subquery("given")
	query = select(name_person(given.c.customer_id)).distinct()
	return query.select_from(given).join(
		merged, merged.c.customer_id == given.c.customer_id, isouter=True
	)


def select_shared(persons: FromClause) -> Select[int, int]:
	"""Return (audience_id, person_id): where else persons are, as whichever of their records."""
	member, merged = AudienceMemberRow, MERGED
	person_id = persons.c.person_id
	records = union_all(
		select(person_id, person_id.label("customer_id")),
		select(person_id, merged.c.customer_id).join(merged, merged.c.person_id == person_id),
	).subquery("known")
	query = select(member.audience_id, records.c.person_id).distinct()
	return query.join(records, records.c.customer_id == member.customer_id)
