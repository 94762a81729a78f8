"""Shows a lease as the desk's contract."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.desk.domain import Queue
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.hours.domain import CallSchedule, Place
from campaigns.risk_rules.domain import JudgedRisk
from chasqui.contracts.campaigns.desk import (
	CallResult,
	DeskCampaign,
	DeskCustomer,
	DeskLease,
	PastCall,
)
from chasqui.contracts.campaigns.dialler import DialAttempt
from chasqui.contracts.campaigns.information import DeskInformation
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.contracts.masking import mask_identity
from chasqui.kernel.clock import read_now


def describe_lease(
	task: CallTaskRow,
	campaign: CampaignRow,
	member: AudienceMemberRow,
	script: str,
	calls: Sequence[Row[CallRow, str, str, str | None]],
	risk: JudgedRisk,
	dialled: DialAttempt | None,
	information: DeskInformation,
	others: Sequence[str],
	answered_at: datetime | None,
	best_hours: Sequence[int],
	schedule: CallSchedule,
	place: Place,
) -> DeskLease:
	"""Return the lease with customer, history and risk; `others` are the other campaigns that hold
	the person, `answered_at` is when they answered mail of this one, and `place` is where they
	live.
	"""
	assert task.lease_token is not None
	assert task.leased_until is not None
	return DeskLease(
		lease_token=task.lease_token,
		leased_until=task.leased_until,
		campaign_id=campaign.id,
		campaign_name=campaign.name,
		campaign_ends_on=campaign.ends_on,
		objective=campaign.objective,
		script=script,
		customer=_describe_customer(member),
		customer_zone=place.zone.key,
		call_until=schedule.find_end(read_now(), place),
		attempts=task.attempts,
		round=task.round,
		last_calls=[describe_past_call(row) for row in calls],
		risk=risk.checked,
		reviewed_risk=risk.reviewed,
		dialled=dialled,
		information=information,
		risk_verdict=risk.verdict,
		other_campaigns=list(others),
		answered_at=answered_at,
		best_hours=list(best_hours),
	)


def describe_queue(queue: Queue) -> DeskCampaign:
	"""Return what an advisor has in a campaign."""
	return DeskCampaign(
		campaign_id=queue.campaign_id,
		name=queue.name,
		pending=queue.pending,
		due=queue.due,
		later=queue.later,
		shut=queue.shut,
		rested=queue.rested,
		pressed=queue.pressed,
		next_at=queue.next_at,
	)


def describe_past_call(row: Row[CallRow, str, str, str | None]) -> PastCall:
	"""Return a call with the names of its campaign and advisor as its reader sees it."""
	call, campaign_name, advisor_name, own_result = row
	return PastCall(
		campaign_name=campaign_name,
		result=CallResult(call.result),
		own_result=own_result or "",
		reason=call.reason,
		note=call.note,
		late_note=call.late_note,
		advisor_name=advisor_name,
		recorded_at=call.recorded_at,
		risk_verdict=read_verdict(call),
		risk_reason=call.risk_reason,
	)


def read_verdict(call: CallRow) -> RiskVerdict | None:
	"""Return what the risk rules said before a call; nothing before there were any."""
	return RiskVerdict(call.risk_verdict) if call.risk_verdict else None


def _describe_customer(member: AudienceMemberRow) -> DeskCustomer:
	return DeskCustomer(
		customer_id=member.customer_id,
		name=member.name or "",
		masked_id=mask_identity(member.id_number),
		age=member.age,
		gender=member.gender,
		province=member.province,
		canton=member.canton,
		phone=member.phone or "",
		phone_is_synthetic=member.synthetic,
	)
