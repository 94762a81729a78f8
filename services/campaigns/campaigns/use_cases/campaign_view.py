"""Shows rows as the contract's words."""

from datetime import date
from typing import Any, Literal

from campaigns.campaigns.domain.phases import Readiness, find_obstacle, list_moves
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from chasqui.contracts.campaigns.audiences import Audience, AudienceState
from chasqui.contracts.campaigns.campaigns import WEIGHED_BY, Campaign, Phase, RepeatedRule
from chasqui.contracts.customers.segments import SegmentCriteria

COPIED = (
	"id", "name", "objective", "budget", "starts_on", "ends_on", "design_id", "subject",
	"monthly_mailing", "monthly_hour", "version", "created_by", "owner", "archived_at",
	"created_at", "updated_at", "in_execution_since", "segment_id", "repeated", "holdout_percent",
	"contacted_days", "exclude_high_risk", "priority", "sale_value",
)  # fmt: skip


def read_readiness(row: CampaignRow, audience: AudienceRow | None, today: date) -> Readiness:
	"""Return what a campaign has of what its phases ask for."""
	return Readiness(
		has_audience=audience is not None and audience.state == AudienceState.READY.value,
		lacks_design=row.monthly_mailing and row.design_id is None,
		has_ended=row.ends_on < today,
	)


def read_terms(row: CampaignRow) -> tuple[Any, ...]:
	"""Return what a campaign says of who is in its audience: once it differs, it is built anew."""
	name = WEIGHED_BY.get(RepeatedRule(row.repeated))
	weight = getattr(row, name) if name is not None else None
	excluded = row.contacted_days, row.exclude_high_risk
	return row.criteria, row.repeated, weight, row.holdout_percent, *excluded


def describe_campaign(row: CampaignRow, audience: AudienceRow | None, today: date) -> Campaign:
	"""Return a campaign with its audience, the phases that may follow, and why others may not."""
	ready = read_readiness(row, audience, today)
	obstacles = {one: find_obstacle(one, ready) for one in list_moves(Phase(row.phase))}
	return Campaign(
		**{name: getattr(row, name) for name in COPIED},
		monthly_day=describe_day(row.monthly_day),
		criteria=SegmentCriteria.model_validate(row.criteria),
		phase=Phase(row.phase),
		audience=describe_audience(audience) if audience is not None else None,
		allowed_phases=[phase for phase, why in obstacles.items() if why is None],
		is_over=ready.has_ended,
		obstacles={phase: str(why.text) for phase, why in obstacles.items() if why},
	)


def describe_audience(row: AudienceRow) -> Audience:
	"""Return an audience as the contract shows it."""
	return Audience(
		id=row.id,
		campaign_id=row.campaign_id,
		state=AudienceState(row.state),
		members=row.members,
		reachable_email=row.reachable_email,
		reachable_phone=row.reachable_phone,
		left_out=row.left_out,
		excluded=row.excluded,
		held_out=row.held_out,
		error=row.error,
		requested_at=row.requested_at,
		built_at=row.built_at,
	)


def describe_day(day: int) -> int | Literal["last"]:
	"""Return the monthly day as the contract says it: 1–28, or ``last``."""
	return day or "last"
