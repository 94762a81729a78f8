"""Parts of campaigns and their phases."""

from sqlalchemy.orm import Session

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.wiring import AccountParts
from campaigns.campaigns.repositories import CampaignRepository, DraftRepository
from campaigns.campaigns.use_cases.campaign_care_service import CampaignCareService
from campaigns.campaigns.use_cases.campaign_mail_reader import CampaignMailReader
from campaigns.campaigns.use_cases.campaign_service import CampaignService
from campaigns.campaigns.use_cases.draft_service import DraftService
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.campaigns.use_cases.phase_service import PhaseService
from campaigns.campaigns.use_cases.segment_use_publisher import SegmentUsePublisher


class CampaignParts(AccountParts):
	"""From the plan to the end."""

	def make_events(self, session: Session) -> EventPublisher:
		return EventPublisher(session, self.publisher)

	def make_campaign_service(self, session: Session) -> CampaignService:
		segments = SegmentUsePublisher(self.make_events(session))
		return CampaignService(CampaignRepository(session), segments, zone=self.config.zone)

	def make_campaign_care_service(self, session: Session) -> CampaignCareService:
		return CampaignCareService(
			CampaignRepository(session),
			StaffRepository(session),
			self.make_campaign_service(session),
		)

	def make_phase_service(self, session: Session) -> PhaseService:
		events, zone = self.make_events(session), self.config.zone
		return PhaseService(CampaignRepository(session), events, zone=zone)

	def make_campaign_mail_reader(self, session: Session) -> CampaignMailReader:
		return CampaignMailReader(CampaignRepository(session))

	def make_draft_service(self, session: Session) -> DraftService:
		return DraftService(DraftRepository(session))
