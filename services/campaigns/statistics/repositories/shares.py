"""What campaigns spent and sold by what their members are: shared out where it is nobody's own.

Mails are paid by who got them, calls by who was called, and fixed costs by everybody alike: each
kind of cost is divided by the counts that it was paid for. What was sold is known by person.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from campaigns.audiences.models import AudienceMemberRow
from campaigns.audiences.repositories.cells import KEYS
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.audience_figure import (
	AudienceFigureRow,
	IncomeFigureRow,
	PlaceFigureRow,
)
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_sale import CallSaleRow
from campaigns.finance.models.fixed_cost import FixedCostRow
from campaigns.finance.repositories.spending import select_lines
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.finance import CostKind
from chasqui.contracts.wire import CENT

Cells = AudienceFigureRow | IncomeFigureRow | PlaceFigureRow
DIVIDED = {"mails": "mails", "calls": "attempts", "fixed": "members"}
"""Each part of what was spent, and the figure that it is divided by."""
# By this name the places of a member are written down (`audiences.repositories.cells`).
MEMBER = aliased(AudienceMemberRow, name="member")


def find_spent(
	session: Session,
	of: Select[int],
	cells: type[Cells],
	key: str,
	conditions: Sequence[ColumnElement[bool]],
	today: date,
) -> dict[str, Decimal]:
	"""Return what some campaigns spent by one column of `cells`, in cells of these `conditions`."""
	part, whole = select_figures(of, cells, conditions, key), select_figures(of, PlaceFigureRow, ())
	costs = select_parts(of, today)
	spent = sum(
		# Nothing where a cost has nobody to be divided among.
		func.coalesce(costs.c[cost] * part.c[figure] / func.nullif(whole.c[figure], 0), 0)
		for cost, figure in DIVIDED.items()
	)
	query = (
		select(part.c[key], func.sum(spent))
		.join(whole, whole.c.campaign_id == part.c.campaign_id)
		.join(costs, costs.c.campaign_id == part.c.campaign_id)
		.group_by(part.c[key])
	)
	return {row[0]: Decimal(row[1]).quantize(CENT, ROUND_HALF_UP) for row in session.execute(query)}


def select_figures(
	of: Select[int], cells: type[Cells], conditions: Sequence[ColumnElement[bool]], *by: str
) -> Subquery:
	"""Return what the members of each campaign come to: ``campaign_id``, `by`, and the figures."""
	groups = (AudienceRow.campaign_id, *(getattr(cells, name) for name in by))
	sums = (func.sum(getattr(cells, name)).label(name) for name in DIVIDED.values())
	query = (
		select(*groups, *sums)
		.join(AudienceRow, AudienceRow.id == cells.audience_id)
		.where(AudienceRow.state == AudienceState.READY.value, AudienceRow.campaign_id.in_(of))
	)
	return query.where(*conditions).group_by(*groups).subquery()


def select_parts(of: Select[int], today: date) -> Subquery:
	"""Return what each campaign spent, by what it was paid for: ``campaign_id``, `DIVIDED`."""
	lines, fixed = select_lines(of), FixedCostRow
	is_mail = lines.c.kind == CostKind.MAIL.value
	paid = (
		select(
			lines.c.campaign_id,
			func.coalesce(func.sum(lines.c.amount).filter(is_mail), 0).label("mails"),
			func.coalesce(func.sum(lines.c.amount).filter(~is_mail), 0).label("calls"),
		)
		.group_by(lines.c.campaign_id)
		.subquery()
	)
	due = (
		select(fixed.campaign_id, func.sum(fixed.amount).label("fixed"))
		.where(fixed.day <= today, fixed.campaign_id.in_(of))
		.group_by(fixed.campaign_id)
		.subquery()
	)
	both = paid.join(due, due.c.campaign_id == paid.c.campaign_id, full=True)
	return (
		select(
			func.coalesce(paid.c.campaign_id, due.c.campaign_id).label("campaign_id"),
			func.coalesce(paid.c.mails, 0).label("mails"),
			func.coalesce(paid.c.calls, 0).label("calls"),
			func.coalesce(due.c.fixed, 0).label("fixed"),
		)
		.select_from(both)
		.subquery()
	)


def find_revenue(
	session: Session, of: Select[int], key: str, narrowed: Mapping[str, str]
) -> dict[str, Decimal]:
	"""Return what some campaigns sold by what its buyer is, of buyers that are as is asked.

	Sales alone are read, each with the member it was sold to; they are few.
	"""
	sale: Any = CallSaleRow
	place: ColumnElement[str] = literal_column(KEYS[key])
	asked = [literal_column(KEYS[name]) == value for name, value in narrowed.items()]
	query = (
		select(place, func.sum(sale.quantity * sale.unit_price))
		.join(CallRow, CallRow.id == sale.call_id)
		.join(AudienceRow, AudienceRow.campaign_id == CallRow.campaign_id)
		.join(
			MEMBER,
			(MEMBER.audience_id == AudienceRow.id) & (MEMBER.customer_id == sale.customer_id),
		)
		.where(CallRow.campaign_id.in_(of), *asked)
		.group_by(place)
	)
	return {row[0]: Decimal(row[1]) for row in session.execute(query)}
