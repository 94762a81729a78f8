"""Shows a lease as the desk's contract."""

from collections.abc import Sequence

from sqlalchemy import Row

from campaigns.domain.masking import mask_identity
from campaigns.models.audience_member import AudienceMember
from campaigns.models.call import Call
from campaigns.models.call_task import CallTask
from campaigns.models.campaign import CampaignRow
from campaigns.models.risk_check import RiskCheck
from chasqui.contracts.desk import CallResult, DeskCustomer, DeskLease, PastCall
from chasqui.contracts.risk import RiskAnswer, RiskLevel, RiskStatus


def describe_lease(
	task: CallTask,
	campaign: CampaignRow,
	member: AudienceMember,
	calls: Sequence[Row[Call, str, str]],
	risk: RiskCheck | None,
) -> DeskLease:
	"""Return the lease with customer, history and the risk if it was asked."""
	assert task.lease_token is not None
	assert task.leased_until is not None
	return DeskLease(
		lease_token=task.lease_token,
		leased_until=task.leased_until,
		campaign_id=campaign.id,
		campaign_name=campaign.name,
		objective=campaign.objective,
		customer=_describe_customer(member),
		attempts=task.attempts,
		last_calls=[
			PastCall(
				campaign_name=campaign_name,
				result=CallResult(call.result),
				note=call.note,
				advisor_name=advisor_name,
				recorded_at=call.recorded_at,
			)
			for call, campaign_name, advisor_name in calls
		],
		risk=describe_risk(risk) if risk is not None else None,
	)


def describe_risk(check: RiskCheck) -> RiskAnswer:
	"""Return a kept risk check as the answer that it was."""
	return RiskAnswer(
		status=RiskStatus(check.status),
		level=RiskLevel(check.level),
		score=check.score,
		as_of=check.as_of,
		source=check.source,
		asked_at=check.asked_at,
	)


def _describe_customer(member: AudienceMember) -> DeskCustomer:
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
