"""Whom there is a reason to leave out of an audience: reached of late, or of high risk."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, delete, exists, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.orm import InstrumentedAttribute, Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.exclusions.models import ExclusionRow
from campaigns.overlaps.repositories.persons import MERGED, name_person
from campaigns.pressure.models import ContactDayRow
from campaigns.risk.models.risk_check import RiskCheckRow
from chasqui.contracts.campaigns.exclusions import ExclusionReason
from chasqui.contracts.risk import RiskLevel

Numbers = InstrumentedAttribute[int] | ColumnElement[int]


def match_contacted(customer_id: Numbers, since: date) -> ColumnElement[bool]:
	"""Return what holds for who was reached since a day: each record of a person has its days."""
	row = ContactDayRow
	return exists().where(row.customer_id == customer_id, row.day >= since)


def match_high_risk(customer_id: Numbers) -> ColumnElement[bool]:
	"""Return what holds for who had a high risk at the last look that was answered.

	A look at any record of a person is one at the person.
	"""
	row, merged = RiskCheckRow, MERGED
	person = name_person(row.customer_id)
	last = (
		select(person, row.level)
		.ext(distinct_on(person))
		.join(merged, merged.c.customer_id == row.customer_id, isouter=True)
		.where(row.customer_id.is_not(None), row.level != RiskLevel.UNKNOWN.value)
		.order_by(person, row.looked_at.desc(), row.id.desc())
		.subquery("last_look")
	)
	high = select(last.c.person_id).where(last.c.level == RiskLevel.HIGH.value)
	records = select(merged.c.customer_id).where(merged.c.person_id.in_(high))
	return or_(customer_id.in_(high), customer_id.in_(records))


def list_conditions(
	customer_id: Numbers, since: date | None, *, high_risk: bool
) -> Mapping[ExclusionReason, ColumnElement[bool]]:
	"""Return what each reason that is asked holds for, in the order in which they count."""
	found: dict[ExclusionReason, ColumnElement[bool]] = {}
	if since is not None:
		found[ExclusionReason.CONTACTED] = match_contacted(customer_id, since)
	if high_risk:
		found[ExclusionReason.HIGH_RISK] = match_high_risk(customer_id)
	return found


class ExclusionRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def exclude(self, audience_id: int, since: date | None, *, high_risk: bool) -> int:
		"""Delete the members of an audience whom there is a reason to leave out.

		How many for each is kept; the first reason counts. Return how many in all.
		"""
		row, member = ExclusionRow, AudienceMemberRow
		self._session.execute(delete(row).where(row.audience_id == audience_id))
		counts: dict[ExclusionReason, int] = {}
		asked = list_conditions(member.customer_id, since, high_risk=high_risk)
		for reason, condition in asked.items():
			gone = delete(member).where(member.audience_id == audience_id, condition)
			options = {"synchronize_session": False}
			result: Any = self._session.execute(gone, execution_options=options)
			counts[reason] = result.rowcount
		self._session.add_all(
			row(audience_id=audience_id, reason=reason.value, members=count)
			for reason, count in counts.items()
			if count
		)
		return sum(counts.values())

	def list_counts(self, audience_id: int) -> dict[ExclusionReason, int]:
		"""Return how many an audience left out, by reason."""
		row = ExclusionRow
		query = select(row.reason, row.members).where(row.audience_id == audience_id)
		return {ExclusionReason(one): count for one, count in self._session.execute(query)}

	def count_candidates(
		self, customers: Sequence[int], since: date | None
	) -> tuple[int, dict[ExclusionReason, int]]:
		"""Return how many of these customers have any reason, and how many each of them."""
		numbers = func.unnest(cast(list(customers), ARRAY(BigInteger)))
		given = select(numbers.label("customer_id")).subquery("given")
		reasons = list_conditions(given.c.customer_id, since, high_risk=True)
		counts = [func.count().filter(one) for one in reasons.values()]
		total = func.count().filter(or_(*reasons.values()))
		row = self._session.execute(select(total, *counts).select_from(given)).one()
		return row[0], dict(zip(reasons, row[1:], strict=True))
