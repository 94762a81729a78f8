"""Other campaigns that hold whom a campaign would reach, and who of them is left out for it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import (
	ColumnElement,
	Row,
	and_,
	case,
	delete,
	func,
	insert,
	literal,
	or_,
	select,
	true,
	tuple_,
	union_all,
)
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.overlaps.models import LeftOutRow
from campaigns.overlaps.repositories.persons import (
	MERGED,
	select_given,
	select_places,
	select_shared,
)
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import WEIGHED_BY, Priority, RepeatedRule
from chasqui.contracts.campaigns.overlaps import RIVAL_PHASES

Share = Row[int, str, int]
RANKS = {one.value: rank for rank, one in enumerate(Priority)}
# What nobody wrote down counts as nothing.
WEIGHTS: Mapping[RepeatedRule, ColumnElement[Any]] = {
	RepeatedRule.BUDGET: func.coalesce(CampaignRow.budget, 0),
	RepeatedRule.PRIORITY: case(RANKS, value=CampaignRow.priority, else_=0),
	RepeatedRule.VALUE: func.coalesce(CampaignRow.sale_value, 0),
}


class Weighed(Protocol):
	"""A campaign, or what one is going to be."""

	budget: Any
	priority: Any
	sale_value: Any


def weigh(rule: RepeatedRule, weights: Weighed) -> Any:
	"""Return what a campaign weighs by a rule, as `WEIGHTS` has the others."""
	value = getattr(weights, WEIGHED_BY[rule])
	return RANKS[value] if rule is RepeatedRule.PRIORITY else value or Decimal(0)


class RivalRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_audiences(
		self, rule: RepeatedRule, campaign_id: int | None, weights: Weighed
	) -> Sequence[int]:
		"""Return the audiences whose members a campaign of these weights leaves out by a rule.

		A campaign without a number does not exist yet: all others were created before.
		"""
		if rule is RepeatedRule.KEEP:
			return []
		row = CampaignRow
		query = select(AudienceRow.id).join(row, row.id == AudienceRow.campaign_id)
		query = query.where(AudienceRow.state == AudienceState.READY.value)
		query = query.where(row.phase.in_([one.value for one in RIVAL_PHASES]))
		query = query.where(row.archived_at.is_(None))
		if campaign_id is not None:
			query = query.where(row.id != campaign_id)
		if rule in WEIGHTS:
			own, other = weigh(rule, weights), WEIGHTS[rule]
			is_older = true() if campaign_id is None else row.id < campaign_id
			query = query.where(or_(other > own, and_(other == own, is_older)))
		return self._session.scalars(query).all()

	def leave_out(self, audience_id: int, others: Sequence[int]) -> int:
		"""Delete members of an audience who are in others, keep how many; return the total."""
		row, member, merged = LeftOutRow, AudienceMemberRow, MERGED
		self._session.execute(delete(row).where(row.audience_id == audience_id))
		if not others:
			return 0
		mine = select_places(audience_id).subquery("mine")
		shared = select_shared(mine).where(member.audience_id.in_(others)).cte("shared")
		by_campaign = (
			select(literal(audience_id), AudienceRow.campaign_id, func.count())
			.join_from(shared, AudienceRow, AudienceRow.id == shared.c.audience_id)
			.group_by(AudienceRow.campaign_id)
		)
		kept = insert(row).from_select(["audience_id", "campaign_id", "members"], by_campaign)
		is_theirs = merged.c.person_id == shared.c.person_id
		records = union_all(
			select(shared.c.person_id),
			select(merged.c.customer_id).join_from(shared, merged, is_theirs),
		)
		gone = delete(member).where(
			member.audience_id == audience_id, member.customer_id.in_(records)
		)
		total = select(func.count(shared.c.person_id.distinct()))
		query = total.add_cte(kept.cte("kept"), gone.cte("gone"))
		return self._session.execute(query).scalar_one()

	def list_left_out(self, audience_id: int) -> Sequence[Share]:
		"""Return (campaign_id, name, members) of those that have whom an audience left out."""
		row = LeftOutRow
		query = select(row.campaign_id, CampaignRow.name, row.members)
		query = query.join(CampaignRow, CampaignRow.id == row.campaign_id)
		newest = query.where(row.audience_id == audience_id).order_by(row.members.desc())
		return self._session.execute(newest.order_by(row.campaign_id)).all()

	def count_candidates(
		self, customers: Sequence[int], audiences: Mapping[RepeatedRule, Sequence[int]]
	) -> dict[int | None, dict[RepeatedRule, int]]:
		"""Return how many of these customers each audience holds that a rule leaves out.

		Under None, how many any of them holds.
		"""
		given = select_given(customers).subquery("given_person")
		every = {one for some in audiences.values() for one in some}
		shared = select_shared(given).where(AudienceMemberRow.audience_id.in_(every)).subquery()
		audience_id, persons = shared.c.audience_id, func.count(shared.c.person_id.distinct())
		counts = [persons.filter(audience_id.in_(some)) for some in audiences.values()]
		query = select(audience_id, *counts).group_by(func.grouping_sets(audience_id, tuple_()))
		rows = self._session.execute(query).all()
		return {row[0]: dict(zip(audiences, row[1:], strict=True)) for row in rows}

	def name_campaigns(self, audience_ids: Iterable[int]) -> Sequence[Share]:
		"""Return (campaign_id, name, audience_id) of some audiences."""
		row = CampaignRow
		query = select(row.id, row.name, AudienceRow.id)
		query = query.join(AudienceRow, AudienceRow.campaign_id == row.id)
		return self._session.execute(query.where(AudienceRow.id.in_(audience_ids))).all()
