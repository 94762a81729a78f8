"""By what the members of an audience are narrowed: the same as those by which they are counted."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, exists

from campaigns.audiences.models import AudienceMemberRow, HoldoutMemberRow, MemberProgressRow
from chasqui.contracts.campaigns.campaigns import NO_PLACE
from chasqui.contracts.campaigns.members import MemberFilters, MemberGroup, MemberQuery, Stage
from chasqui.contracts.customers.bands import AGE_BANDS, UNKNOWN_BAND, list_income_bands
from chasqui.kernel.data.listings import Condition, Filters

MEMBER, DONE = AudienceMemberRow, MemberProgressRow
STAGES: Mapping[Stage, ColumnElement[bool]] = {
	Stage.MAILED: DONE.mails > 0,
	Stage.CALLED: DONE.attempts > 0,
	# What the partial index holds is said too, so that it is used (PostgreSQL manual, 11.8).
	Stage.CONTACTED: and_(DONE.attempts > 0, DONE.contacted),
	Stage.INTERESTED: and_(DONE.attempts > 0, DONE.interested),
	Stage.SOLD: and_(DONE.attempts > 0, DONE.sold),
}


def match_age(asked: MemberFilters) -> list[Condition]:
	"""Return what holds for the members of a band of ages."""
	if asked.age is None:
		return []
	if asked.age == UNKNOWN_BAND:
		return [MEMBER.age.is_(None) | (MEMBER.age < AGE_BANDS[0].first)]
	[band] = [one for one in AGE_BANDS if one.code == asked.age]
	high = [] if band.last is None else [MEMBER.age <= band.last]
	return [MEMBER.age >= band.first, *high]


def match_income(asked: MemberFilters) -> list[Condition]:
	"""Return what holds for the members of a band of incomes."""
	if asked.income is None:
		return []
	bands = list_income_bands()
	if asked.income == UNKNOWN_BAND:
		return [MEMBER.income.is_(None) | (MEMBER.income < bands[0].low)]
	[band] = [one for one in bands if one.code == asked.income]
	high = [] if band.high is None else [MEMBER.income < band.high]
	return [MEMBER.income >= band.low, *high]


def match_place(asked: MemberFilters) -> list[Condition]:
	"""Return what holds for the members of a place, or of none that is known."""
	asks = ((MEMBER.province, asked.province), (MEMBER.canton, asked.canton))
	return [
		column.is_(None) if value == NO_PLACE else column == value
		for column, value in asks
		if value
	]


def match_stage(asked: MemberQuery) -> list[Condition]:
	"""Return what holds for those with whom the campaign came so far."""
	if asked.stage is None:
		return []
	here = (DONE.audience_id == MEMBER.audience_id, DONE.customer_id == MEMBER.customer_id)
	return [exists().where(*here, STAGES[asked.stage])]


def match_group(asked: MemberQuery) -> list[Condition]:
	"""Return what holds for those whom the campaign contacts, or for those whom it does not."""
	if asked.group is None:
		return []
	held = HoldoutMemberRow
	is_held = exists().where(
		held.audience_id == MEMBER.audience_id, held.customer_id == MEMBER.customer_id
	)
	return [is_held if asked.group is MemberGroup.HELD_OUT else ~is_held]


MEMBER_FILTERS = Filters(
	{"gender": MEMBER.gender},
	rules=[match_age, match_income, match_place, match_stage, match_group],
)
