"""Members of audiences and how far campaigns came with them: added up, none of them read (K19)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.audience_figure import (
	AudienceFigureRow,
	IncomeFigureRow,
	PlaceFigureRow,
)
from campaigns.campaigns.repositories import CampaignRepository
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import AGES
from chasqui.contracts.campaigns.members import INCOMES, MemberFilters
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.endpoints.campaigns.reports import (
	TOGETHER,
	MemberLine,
	MemberReportQuery,
	MembersBy,
	report_members,
)
from chasqui.contracts.reports import Report, read_shape
from chasqui.kernel.data.reports import Asker, CountedReport

TABLES: dict[frozenset[str], Any] = dict(
	zip(TOGETHER, (AudienceFigureRow, IncomeFigureRow, PlaceFigureRow), strict=True)
)
COUNTED = tuple(read_shape(report_members).figures)
ORDERS: dict[MembersBy, tuple[str, ...]] = {
	MembersBy.GENDER: tuple(Gender),
	MembersBy.AGE: AGES,
	MembersBy.INCOME: INCOMES,
}
"""Values that have an order of their own; places stand with most members first."""


def count_members(
	session: Session, query: MemberReportQuery, asker: Asker, *, campaign_id: int
) -> Report[MemberLine]:
	"""Return the members of a campaign that match, by what is asked; the total is their sum.

	:raises NotFound: there is no such campaign
	"""
	CampaignRepository(session).get(campaign_id)
	rows = session.execute(select_lines(query, campaign_id)).mappings().all()
	lines = [MemberLine.model_validate(dict(row)) for row in rows]
	sums = {name: sum(getattr(one, name) for one in lines) for name in COUNTED}
	total = MemberLine(key="", **sums)
	return Report[MemberLine](as_of=asker.today, lines=order_lines(query.by, lines), total=total)


def select_lines(query: MemberReportQuery, campaign_id: int) -> Select[Any]:
	"""Return the counts by the asked value, of cells that hold anybody."""
	cells = find_cells(query)
	key = getattr(cells, query.by.value).label("key")
	return (
		select(key, *(func.sum(getattr(cells, one)).label(one) for one in COUNTED))
		.join(AudienceRow, AudienceRow.id == cells.audience_id)
		.where(AudienceRow.campaign_id == campaign_id, *build_conditions(query))
		.where(AudienceRow.state == AudienceState.READY.value, cells.members > 0)
		.group_by(key)
	)


def find_cells(query: MemberReportQuery) -> Any:
	"""Return the counts that have all that is asked."""
	together = query.find_together()
	assert together is not None
	return TABLES[together]


def read_asked(query: MemberReportQuery) -> dict[str, str]:
	"""Return what members are asked for, by the column of their counts."""
	return {name: value for name in MemberFilters.model_fields if (value := getattr(query, name))}


def build_conditions(query: MemberReportQuery) -> list[ColumnElement[bool]]:
	"""Return what narrows the counts."""
	cells = find_cells(query)
	return [getattr(cells, name) == value for name, value in read_asked(query).items()]


def order_lines(by: MembersBy, lines: list[MemberLine]) -> list[MemberLine]:
	"""Return lines in the order of their values."""
	places = {key: place for place, key in enumerate(ORDERS.get(by, ()))}
	if not places:
		return sorted(lines, key=lambda one: (-one.members, one.key))
	return sorted(lines, key=lambda one: (places.get(one.key, len(places)), one.key))


REPORT = CountedReport(report_members, count_members)
