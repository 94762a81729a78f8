"""Finds the persons who are in several campaigns, and where each of them is.

They are found in the order of their numbers, by an index that holds customers and audiences: a page
reads about as many entries as it shows, whatever the audiences have. The few persons of merged
records are found apart.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import (
	ColumnElement,
	Row,
	Select,
	Subquery,
	and_,
	any_,
	func,
	select,
	true,
	union_all,
)
from sqlalchemy.orm import Session, aliased

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.contacts.models.merged_customer import MergedCustomerRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.overlaps.repositories.persons import RECORDS
from chasqui.contracts.campaigns.campaigns import NO_PLACE
from chasqui.contracts.campaigns.overlaps import RepeatQuery
from chasqui.kernel.data.listings import Listing

# Accents and capitals do not matter where one searches for a name.
ACCENTED, PLAIN = "áéíóúüñ", "aeiouun"
# The audience of a campaign that does not count: nobody is in it.
NONE = 0
PlaceRow = Row[int, AudienceMemberRow, CampaignRow, CallTaskRow | None]


def build_listing(query: RepeatQuery, audiences: Mapping[int, int]) -> Listing[int]:
	"""Return the list of persons who are in enough of these audiences, given by campaign."""
	found = select_repeated(query, audiences)
	return Listing[int](select(found.c.person_id), found.c.person_id)


def select_repeated(query: RepeatQuery, audiences: Mapping[int, int]) -> Subquery:
	"""Return (person_id): customers of one record, and persons of several."""
	asked = [one for one in (query.campaign, query.other) if one is not None]
	named = [audiences.get(one, NONE) for one in asked]
	counted = [*audiences.values()]
	alone = select_members(query, counted, named) if named else select_customers(query, counted)
	return union_all(alone, select_persons(query, counted, named)).subquery("repeated")


def select_customers(query: RepeatQuery, counted: Sequence[int]) -> Select[int]:
	"""Return customers of one record who are in enough audiences, whichever these are."""
	member = AudienceMemberRow
	found = select(member.customer_id.label("person_id")).where(
		member.audience_id.in_(counted), member.customer_id.not_in(select(RECORDS.c.customer_id))
	)
	looks = list_looks(query, member)
	if query.q:  # rare: found first; a province is met soon on the way
		alike = select(member.customer_id).where(member.audience_id.in_(counted), *looks)
		found = found.where(member.customer_id.in_(alike))
	enough = and_(func.count() >= query.at_least, *(func.bool_or(one) for one in looks))
	return found.group_by(member.customer_id).having(enough)


def select_members(query: RepeatQuery, counted: Sequence[int], named: Sequence[int]) -> Select[int]:
	"""Return members of the first of some audiences who are in the others, and in enough."""
	member, own = AudienceMemberRow, aliased(AudienceMemberRow)
	also = select(member.audience_id).where(member.customer_id == own.customer_id).correlate(own)
	found = select(own.customer_id.label("person_id")).where(
		own.audience_id == named[0],
		own.customer_id.not_in(select(RECORDS.c.customer_id)),
		*(also.where(member.audience_id == one).exists() for one in named[1:]),
		*list_looks(query, own),
	)
	if query.at_least <= len({*named}):
		return found
	places = also.where(member.audience_id.in_(counted)).with_only_columns(func.count())
	return found.where(places.scalar_subquery() >= query.at_least)


def select_persons(query: RepeatQuery, counted: Sequence[int], named: Sequence[int]) -> Select[int]:
	"""Return persons of several records who are in these audiences, and in enough.

	Each is looked up by its own customers: PostgreSQL takes merged records for many times as many
	as they are, and would read all members to join them.
	"""
	member, records = AudienceMemberRow, RECORDS
	person = (
		select(records.c.person_id, func.array_agg(records.c.customer_id).label("customers"))
		.group_by(records.c.person_id)
		.subquery("person")
	)
	asked = [member.audience_id == one for one in named]
	asked.append(and_(true(), *list_looks(query, member)))
	flags = [func.bool_or(one).label(f"flag_{place}") for place, one in enumerate(asked)]
	place = (
		select(func.count(member.audience_id.distinct()).label("campaigns"), *flags)
		.where(member.customer_id == any_(person.c.customers), member.audience_id.in_(counted))
		.correlate(person)
		.lateral("place")
	)
	found = select(person.c.person_id).join(place, place.c.campaigns >= query.at_least)
	return found.where(*(place.c[one.name] for one in flags))


def list_looks(query: RepeatQuery, member: type[AudienceMemberRow]) -> list[ColumnElement[bool]]:
	"""Return what is asked of a member's own data."""
	found: list[ColumnElement[bool]] = []
	if query.province is not None:
		is_unknown = query.province == NO_PLACE
		found += [member.province.is_(None) if is_unknown else member.province == query.province]
	if query.q:
		name = func.translate(func.lower(member.name), ACCENTED, PLAIN)
		words = query.q.lower().translate(str.maketrans(ACCENTED, PLAIN)).split()
		found += [name.contains(one, autoescape=True) for one in words]
	return found


class RepeatedReader:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_persons(
		self, query: RepeatQuery, audiences: Mapping[int, int]
	) -> tuple[list[int], str | None]:
		"""Return a page of persons by number, and the cursor of the next one."""
		return build_listing(query, audiences).fetch_page(self._session, query)

	def list_records(self, persons: Sequence[int]) -> dict[int, int]:
		"""Return the person of each customer who is one of these persons."""
		row = MergedCustomerRow
		first = select(row.merged_id, row.kept_id).where(row.kept_id.in_(persons))
		same = first.cte("same", recursive=True)
		deeper = select(row.merged_id, same.c.kept_id).join(same, same.c.merged_id == row.kept_id)
		rows = self._session.execute(select(same.union_all(deeper)))
		return {one: one for one in persons} | {row[0]: row[1] for row in rows}

	def list_places(
		self, customers: Sequence[int], audience_ids: Sequence[int]
	) -> Sequence[PlaceRow]:
		"""Return (customer, member, campaign, task or None), the newest audience first."""
		member, task = AudienceMemberRow, CallTaskRow
		is_task = (task.audience_id == member.audience_id) & (
			task.customer_id == member.customer_id
		)
		query = (
			select(member.customer_id, member, CampaignRow, task)
			.join(AudienceRow, AudienceRow.id == member.audience_id)
			.join(CampaignRow, CampaignRow.id == AudienceRow.campaign_id)
			.outerjoin(task, is_task & (task.campaign_id == CampaignRow.id))
			.where(member.customer_id.in_(customers), member.audience_id.in_(audience_ids))
			.order_by(member.audience_id.desc(), member.customer_id)
		)
		return cast(Sequence[PlaceRow], self._session.execute(query).all())
