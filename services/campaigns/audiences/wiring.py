"""Parts of audiences."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.audiences.clients import CustomersClient
from campaigns.audiences.engines.audience_builder import AudienceBuilder
from campaigns.audiences.engines.mail_collector import MailCollector
from campaigns.audiences.engines.recipient_streamer import RecipientStreamer
from campaigns.audiences.repositories.audiences import AudienceRepository
from campaigns.audiences.repositories.progress import ProgressRepository
from campaigns.audiences.use_cases.accepted_mail_handler import AcceptedMailHandler
from campaigns.audiences.use_cases.audience_service import AudienceService
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.wiring import CampaignParts
from chasqui.contracts.access import Service
from chasqui.kernel.clients.rest import RestClient


class AudienceParts(CampaignParts):
	"""Counted, built, streamed."""

	@cached_property
	def customers_rest(self) -> RestClient:
		return self.connect(self.config.customers_url, Service.CUSTOMERS)

	@cached_property
	def customers(self) -> CustomersClient:
		return CustomersClient(self.customers_rest)

	@cached_property
	def audience_builder(self) -> AudienceBuilder:
		return AudienceBuilder(
			self.database,
			self.customers,
			self.make_phase_service,
			self.settle_members,
			self.follow_building,
			zone=self.config.zone,
		)

	@cached_property
	def mail_collector(self) -> MailCollector:
		return MailCollector(self.database)

	def make_accepted_mail_handler(self, session: Session) -> AcceptedMailHandler:
		return AcceptedMailHandler(ProgressRepository(session))

	def settle_members(
		self, _session: Session, _campaign: CampaignRow, _audience: AudienceRow
	) -> int:
		"""Do with fresh members what the features above do, in the transaction that brings them.

		They say what by a method of the same name; it returns how many members it left out.
		"""
		return 0

	def follow_building(self) -> None:
		"""Do what the features above do once an audience is there; they say what as above."""

	def make_audience_service(self, session: Session) -> AudienceService:
		return AudienceService(
			session,
			CampaignRepository(session),
			AudienceRepository(session),
			self.customers,
			self.publisher,
		)

	def make_recipient_streamer(self, session: Session) -> RecipientStreamer:
		return RecipientStreamer(
			self.database,
			CampaignRepository(session),
			AudienceRepository(session),
			company=self.config.company_name,
		)
