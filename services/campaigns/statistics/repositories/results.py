"""What a campaign cost and brought, by whom it reached: what it spent is shared out (K19).

Mails are paid by who got them, calls by who was called, and fixed costs by everybody alike: each
kind of cost is divided by the counts that it was paid for. What was sold is known by person.
"""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.audiences.repositories.cells import KEYS
from campaigns.finance.repositories.spending import SpendingRepository
from campaigns.statistics.repositories.members import count_members
from chasqui.contracts.campaigns.finance import CostKind
from chasqui.contracts.campaigns.members import MemberFilters
from chasqui.contracts.endpoints.campaigns.reports import (
	MemberLine,
	MemberReportQuery,
	ResultLine,
	report_result,
)
from chasqui.contracts.reports import Report
from chasqui.contracts.wire import CENT
from chasqui.kernel.data.reports import Asker, CountedReport

# Sales alone are read, each with the member it was sold to; they are few.
SELECT_REVENUE = """
	SELECT {key} AS key, sum(sale.quantity * sale.unit_price) AS revenue
	FROM call_sale AS sale
	JOIN call ON call.id = sale.call_id
	JOIN audience ON audience.campaign_id = call.campaign_id
	JOIN audience_member AS member
		ON member.audience_id = audience.id AND member.customer_id = sale.customer_id
	WHERE call.campaign_id = :campaign_id AND {narrowed}
	GROUP BY 1
"""
Costs = Mapping[str, Decimal]
"""What was spent, by the figure that it is divided by."""


def count_results(
	session: Session, query: MemberReportQuery, asker: Asker, *, campaign_id: int
) -> Report[ResultLine]:
	"""Return what a campaign cost and brought, by what is asked; the total is the lines' sum.

	:raises NotFound: there is no such campaign
	"""
	counted = count_members(session, query, asker, campaign_id=campaign_id)
	whole = count_members(session, MemberReportQuery(), asker, campaign_id=campaign_id).total
	costs = find_costs(session, campaign_id, asker)
	sold = find_revenue(session, query, campaign_id)
	lines = [make_line(line, whole, costs, sold.get(line.key)) for line in counted.lines]
	return Report[ResultLine](as_of=asker.today, lines=lines, total=add_up(lines))


def find_costs(session: Session, campaign_id: int, asker: Asker) -> Costs:
	"""Return what the campaign has spent, by what it was spent on."""
	spending = SpendingRepository(session)
	by_kind = {row["kind"]: row["amount"] for row in spending.list_lines(campaign_id)}
	mails = by_kind.pop(CostKind.MAIL.value, Decimal(0))
	fixed, _ = spending.sum_fixed(campaign_id, asker.today)
	return {"mails": mails, "attempts": sum(by_kind.values(), Decimal(0)), "members": fixed}


def find_revenue(
	session: Session, query: MemberReportQuery, campaign_id: int
) -> dict[str, Decimal]:
	"""Return what was sold, by what is asked."""
	asked = {name: getattr(query, name) for name in MemberFilters.model_fields if name in KEYS}
	given = {name: value for name, value in asked.items() if value}
	narrowed = " AND ".join(f"{KEYS[name]} = :{name}" for name in given) or "true"
	statement = SELECT_REVENUE.format(key=KEYS[query.by.value], narrowed=narrowed)
	rows = session.execute(text(statement), {"campaign_id": campaign_id, **given})
	return {row.key: Decimal(row.revenue) for row in rows}


def make_line(
	line: MemberLine, whole: MemberLine, costs: Costs, revenue: Decimal | None
) -> ResultLine:
	"""Return what one value cost, by its part of what each cost was paid for, and brought."""
	spent = sum(
		(
			cost * getattr(line, figure) / getattr(whole, figure)
			for figure, cost in costs.items()
			if getattr(whole, figure)
		),
		Decimal(0),
	).quantize(CENT)
	brought = revenue or Decimal(0)
	return ResultLine(
		key=line.key,
		members=line.members,
		contacted=line.contacted,
		sold=line.sold,
		spent=spent,
		revenue=brought,
		result=brought - spent,
	)


def add_up(lines: list[ResultLine]) -> ResultLine:
	"""Return the sum of lines."""
	figures = [name for name in ResultLine.model_fields if name not in ("key", "name")]
	return ResultLine(
		key="", **{name: sum(getattr(one, name) for one in lines) for name in figures}
	)


REPORT = CountedReport(report_result, count_results)
