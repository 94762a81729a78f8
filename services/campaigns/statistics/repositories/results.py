"""What a campaign cost and brought, by whom it reached: what it spent is shared out (K19)."""

from decimal import Decimal

from sqlalchemy.orm import Session

from campaigns.finance.repositories.spending import select_one
from campaigns.statistics.repositories.members import (
	build_conditions,
	count_members,
	find_cells,
	read_asked,
)
from campaigns.statistics.repositories.shares import find_revenue, find_spent
from chasqui.contracts.endpoints.campaigns.reports import (
	MemberLine,
	MemberReportQuery,
	ResultLine,
	report_result,
)
from chasqui.contracts.reports import Report
from chasqui.kernel.data.reports import Asker, CountedReport


def count_results(
	session: Session, query: MemberReportQuery, asker: Asker, *, campaign_id: int
) -> Report[ResultLine]:
	"""Return what a campaign cost and brought, by what is asked; the total is the lines' sum.

	:raises NotFound: there is no such campaign
	"""
	counted = count_members(session, query, asker, campaign_id=campaign_id)
	of, key = select_one(campaign_id), query.by.value
	conditions = build_conditions(query)
	spent = find_spent(session, of, find_cells(query), key, conditions, asker.today)
	sold = find_revenue(session, of, key, read_asked(query))
	lines = [make_line(line, spent, sold) for line in counted.lines]
	return Report[ResultLine](as_of=asker.today, lines=lines, total=add_up(lines))


def make_line(line: MemberLine, spent: dict[str, Decimal], sold: dict[str, Decimal]) -> ResultLine:
	"""Return what one value cost and brought."""
	cost, brought = spent.get(line.key, Decimal(0)), sold.get(line.key, Decimal(0))
	return ResultLine(
		key=line.key,
		members=line.members,
		contacted=line.contacted,
		sold=line.sold,
		spent=cost,
		revenue=brought,
		result=brought - cost,
	)


def add_up(lines: list[ResultLine]) -> ResultLine:
	"""Return the sum of lines."""
	figures = [name for name in ResultLine.model_fields if name not in ("key", "name")]
	return ResultLine(
		key="", **{name: sum(getattr(one, name) for one in lines) for name in figures}
	)


REPORT = CountedReport(report_result, count_results)
