"""Has what a customer asks for in a call mailed now, once for each hold (K27).

The request is kept and published in the transaction of the call, so that neither is without the
other; the mailer knows it by its id, and sends what comes again no second time.
"""

from collections.abc import Sequence
from uuid import UUID, uuid4

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.information.models.information_design import InformationDesignRow
from campaigns.information.models.information_request import InformationRequestRow
from campaigns.information.repositories.information_requests import InformationRequestRepository
from campaigns.information.use_cases.information_policy import InformationPolicy, Refusal
from campaigns.scripts.use_cases import CallScriptReader
from chasqui.contracts.campaigns.information import (
	DeskInformation,
	InformationCounts,
	SentInformation,
)
from chasqui.contracts.event_payloads import ServiceMailRequested, ServiceMailSettled
from chasqui.contracts.events import Event
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.kernel.clock import read_now


class InformationService:
	def __init__(
		self,
		requests: InformationRequestRepository,
		policy: InformationPolicy,
		campaigns: CampaignRepository,
		scripts: CallScriptReader,
		events: EventPublisher,
	) -> None:
		self._requests = requests
		self._policy = policy
		self._campaigns = campaigns
		self._scripts = scripts
		self._events = events

	def describe(
		self, campaign_id: int, member: AudienceMemberRow, person: Sequence[int], token: UUID
	) -> DeskInformation:
		"""Return what an advisor may do for a member, who has these records, and has done under a
		hold.
		"""
		design = self._policy.find_design(campaign_id)
		refusal = self._policy.find_refusal(design, member, person)
		sent = self._requests.find_by_token(token)
		return DeskInformation(
			has_design=design is not None,
			refusal=None if refusal is None else str(refusal.text),
			sent=None if sent is None else SentInformation.model_validate(sent),
		)

	def request(
		self,
		campaign: CampaignRow,
		member: AudienceMemberRow,
		person: Sequence[int],
		advisor_id: int,
		token: UUID,
	) -> SentInformation | Refusal:
		"""Have the information mailed, or return why not; again under a hold is the same mail.

		The caller has locked what the token holds: requests under it take turns.
		"""
		known = self._requests.find_by_token(token)
		if known is not None:
			return SentInformation.model_validate(known)
		design = self._policy.find_design(campaign.id)
		refusal = self._policy.find_refusal(design, member, person)
		if refusal is not None:
			return refusal
		assert design is not None  # the policy has looked
		assert design.design_id is not None
		row = InformationRequestRow(
			id=uuid4(),
			lease_token=token,
			campaign_id=campaign.id,
			customer_id=member.customer_id,
			advisor_id=advisor_id,
			design_id=design.design_id,
			state=DeliveryState.QUEUED.value,
			requested_at=read_now(),
		)
		self._requests.add(row)
		self._publish(row, design, campaign, member)
		return SentInformation.model_validate(row)

	def settle(self, event: Event[ServiceMailSettled]) -> None:
		"""Keep what became of a mail; a repeated event changes nothing."""
		payload = event.payload
		self._requests.settle(payload.request_id, payload.state, payload.reason, event.happened_at)

	def count(self, campaign_id: int) -> InformationCounts:
		"""Return how often a campaign's information was asked for.

		:raises NotFound: there is no such campaign
		"""
		self._campaigns.get(campaign_id)
		states = self._requests.count_states(campaign_id)
		return InformationCounts(requested=sum(states.values()), by_state=states)

	def _publish(
		self,
		row: InformationRequestRow,
		design: InformationDesignRow,
		campaign: CampaignRow,
		member: AudienceMemberRow,
	) -> None:
		advisor = self._scripts.name_advisor(row.advisor_id)
		payload = ServiceMailRequested(
			request_id=row.id,
			customer_id=row.customer_id,
			campaign_id=campaign.id,
			campaign_name=campaign.name,
			design_id=row.design_id,
			subject=design.subject,
			by=advisor,
			email=member.email,
			values=dict(self._scripts.list_values(campaign, member, advisor)),
		)
		self._events.publish(payload)
