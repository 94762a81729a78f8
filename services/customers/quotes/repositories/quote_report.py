"""«Conversión de cotizaciones»: what came of those that were issued (R52)."""

from typing import Any

from sqlalchemy import ColumnElement, Row, String, Subquery, cast, func, literal, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.quote_lists import QuoteOutcome
from chasqui.contracts.customers.quotes import ISSUED_STATES
from chasqui.contracts.endpoints.customers.reports import (
	QuoteReportLine,
	QuoteReportQuery,
	QuotesBy,
	report_quotes,
)
from chasqui.contracts.reports import Report
from chasqui.kernel.data.pages import Column
from chasqui.kernel.data.reports import Asker, CountedReport
from customers.quotes.models.quote import QuoteRow
from customers.quotes.repositories.quote_lists import MONTH, QuoteListRepository
from customers.sales.domain.amounts import NOTHING

NO_NAME: ColumnElement[str] = literal("", String)
KEYS: dict[QuotesBy, tuple[Column, Column]] = {
	QuotesBy.MONTH: (MONTH, NO_NAME),
	QuotesBy.SELLER: (QuoteRow.seller, QuoteRow.seller_name),
	QuotesBy.CHANNEL: (QuoteRow.channel, NO_NAME),
	QuotesBy.CAMPAIGN: (QuoteRow.campaign_id, QuoteRow.campaign_name),
}
"""What a line is counted by, and what that is called."""
CONVERTED, OPEN, LOST = QuoteOutcome.CONVERTED, QuoteOutcome.OPEN, QuoteOutcome.LOST


def count_quotes(
	session: Session, query: QuoteReportQuery, asker: Asker
) -> Report[QuoteReportLine]:
	"""Return what came of the quotes that match and were issued, and of all of them."""
	lists = QuoteListRepository(session, asker.today)
	asked = query if query.state else query.model_copy(update={"state": [*ISSUED_STATES]})
	rows = session.execute(group_facts(select_facts(lists, asked))).all()
	lines = [read_line(row) for row in rows if not row.is_total]
	total = next((read_line(row) for row in rows if row.is_total), EMPTY)
	if asked.by is QuotesBy.MONTH:
		lines.sort(key=lambda line: line.key)
	else:
		lines.sort(key=lambda line: (-line.net, line.name, line.key))
	return Report[QuoteReportLine](as_of=asker.today, lines=lines, total=total)


def select_facts(lists: QuoteListRepository, asked: QuoteReportQuery) -> Subquery:
	"""Return what is counted of each quote; a draft that a state asked for came to nothing."""
	key, name = KEYS[asked.by]
	query = lists.select_matching(asked).where(QuoteRow.issued_on.is_not(None))
	facts: Subquery = query.with_only_columns(
		cast(key, String).label("key"),
		name.label("name"),
		lists.outcome.label("outcome"),
		QuoteRow.net,
		maintain_column_froms=True,
	).subquery()
	return facts


def group_facts(facts: Subquery) -> Any:
	"""Return the query of the lines of the report and of their total."""
	key, outcome = facts.c.key, facts.c.outcome
	counts = [func.count().filter(outcome == one.value).label(one.value) for one in QuoteOutcome]
	sums = [
		func.sum(facts.c.net).filter(outcome == one.value).label(f"{one.value}_net")
		for one in (CONVERTED, LOST)
	]
	return select(
		func.grouping(key).label("is_total"),
		key.label("key"),
		func.max(facts.c.name).label("name"),
		func.count().label("quotes"),
		func.sum(facts.c.net).label("net"),
		*counts,
		*sums,
	).group_by(func.rollup(key))


def read_line(row: Row[Any]) -> QuoteReportLine:
	"""Return a counted row as a line; the total has neither key nor name."""
	named = {} if row.is_total else {"key": row.key or "", "name": row.name or ""}
	return QuoteReportLine(
		**{"key": "", "name": "", **named},
		quotes=row.quotes,
		open=row.open,
		converted=row.converted,
		lost=row.lost,
		net=row.net or NOTHING,
		converted_net=row.converted_net or NOTHING,
		lost_net=row.lost_net or NOTHING,
	)


EMPTY = QuoteReportLine(
	key="", quotes=0, open=0, converted=0, lost=0, net=NOTHING, converted_net=NOTHING,
	lost_net=NOTHING,
)  # fmt: skip
REPORT = CountedReport(report_quotes, count_quotes)
