"""Calls added up: by result, by day, by campaign, by advisor (K19)."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, cast, func, literal, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_sale import CallSaleRow
from campaigns.finance.repositories.spending import price_days
from campaigns.results.models.own_result import OwnResultRow
from campaigns.work.domain import narrow_to_own
from campaigns.work.repositories.calls import FILTERS, is_kind, list_bounds, select_day
from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.calls import CallKind
from chasqui.contracts.endpoints.campaigns.reports import (
	CallLine,
	CallReportQuery,
	CallsBy,
	report_calls,
)
from chasqui.contracts.reports import Report
from chasqui.contracts.wire import CENT
from chasqui.kernel.data.reports import Asker, CountedReport

COUNTS = {
	"calls": CallKind.ATTEMPT,
	"contacts": CallKind.CONTACT,
	"sales": CallKind.SALE,
	"skipped": CallKind.SKIPPED,
}
SOLD = func.coalesce(func.sum(CallSaleRow.quantity * CallSaleRow.unit_price), 0)
NAMES: dict[CallsBy, ColumnElement[str]] = {
	CallsBy.CAMPAIGN: CampaignRow.name.expression,
	CallsBy.OWN: OwnResultRow.name.expression,
	CallsBy.REASON: CallRow.reason.expression,
	CallsBy.ADVISOR: StaffAccountRow.name.expression,
}


def count_calls(session: Session, query: CallReportQuery, asker: Asker) -> Report[CallLine]:
	"""Return the calls that match; who does not review calls counts the own ones."""
	own = narrow_to_own(query, asker.subject, asker.permissions)
	key = select_key(own.by, asker.zone)
	name = NAMES.get(own.by)
	groups = (key,) if name is None else (key, name)
	counted = (
		select(key.label("key"), *select_counts(), SOLD.label("amount"))
		.outerjoin(CallSaleRow, CallSaleRow.call_id == CallRow.id)
		.outerjoin(OwnResultRow, OwnResultRow.id == CallRow.own_result_id)
		.join(CampaignRow, CampaignRow.id == CallRow.campaign_id)
		.join(StaffAccountRow, StaffAccountRow.id == CallRow.advisor_id)
		.where(*FILTERS.build(own), *list_bounds(own, asker.zone))
	)
	named = counted if name is None else counted.add_columns(name.label("name"))
	rows = session.execute(named.group_by(*groups)).mappings()
	lines = order_lines(own.by, [read_line(dict(row)) for row in rows])
	figures = [*COUNTS, "amount"]
	if Permission.COSTS_READ in asker.permissions:
		lines = add_costs(lines, find_costs(session, own, asker.zone))
		figures += ["spent", "result"]
	sums = {figure: sum(getattr(one, figure) for one in lines) for figure in figures}
	total = CallLine.model_validate({"key": "", **sums})
	return Report[CallLine](as_of=asker.today, lines=lines, total=total)


def find_costs(session: Session, own: CallReportQuery, zone: str) -> dict[str, Decimal]:
	"""Return what the calls that match cost by what is asked, at the rates of their days."""
	key, day = select_key(own.by, zone), cast(func.timezone(zone, CallRow.recorded_at), Date)
	days = (
		select(
			key.label("key"),
			day.label("day"),
			literal(0).label("mails"),
			func.count().filter(is_kind(CallKind.ATTEMPT)).label("attempts"),
			func.sum(CallRow.seconds).label("seconds"),
		)
		.where(*FILTERS.build(own), *list_bounds(own, zone))
		.group_by(key, day)
	)
	costs = price_days(days.subquery("days"), "key")
	rows = session.execute(select(costs.c.key, func.sum(costs.c.amount)).group_by(costs.c.key))
	return {write_key(key): Decimal(amount).quantize(CENT, ROUND_HALF_UP) for key, amount in rows}


def add_costs(lines: list[CallLine], costs: Mapping[str, Decimal]) -> list[CallLine]:
	"""Return lines with what their calls cost, and what they brought beyond it."""
	return [
		line.model_copy(
			update={
				"spent": (spent := costs.get(line.key, Decimal(0))),
				"result": line.amount - spent,
			}
		)
		for line in lines
	]


def write_key(key: object) -> str:
	"""Return a value as the key of its line; a call without an own result has none."""
	return "" if key is None else str(key)


def select_counts() -> list[ColumnElement[int]]:
	"""Return how many calls are of each kind."""
	return [func.count().filter(is_kind(kind)).label(name) for name, kind in COUNTS.items()]


def select_key(by: CallsBy, zone: str) -> ColumnElement[Any]:
	"""Return by what calls are counted."""
	keys: dict[CallsBy, ColumnElement[Any]] = {
		CallsBy.RESULT: CallRow.result.expression,
		CallsBy.DAY: select_day(zone),
		CallsBy.CAMPAIGN: CallRow.campaign_id.expression,
		CallsBy.OWN: CallRow.own_result_id.expression,
		CallsBy.REASON: CallRow.reason_id.expression,
		CallsBy.ADVISOR: CallRow.advisor_id.expression,
	}
	return keys[by]


def read_line(row: dict[str, Any]) -> CallLine:
	"""Return a counted row as a line."""
	return CallLine.model_validate(
		{**row, "key": write_key(row["key"]), "name": row.get("name") or ""}
	)


def order_lines(by: CallsBy, lines: list[CallLine]) -> list[CallLine]:
	"""Return days as they came, results as the desk shows them, else the most calls first."""
	if by is CallsBy.DAY:
		return sorted(lines, key=lambda one: one.key)
	if by is CallsBy.RESULT:
		return sorted(lines, key=lambda one: [*CallResult].index(CallResult(one.key)))
	return sorted(lines, key=lambda one: (-one.calls, one.name, one.key))


REPORT = CountedReport(report_calls, count_calls)
