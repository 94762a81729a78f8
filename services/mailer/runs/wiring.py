"""Parts of runs: opened by the month, on demand, as a test."""

from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.kernel.clients.rest import RestClient
from mailer.designs.domain.address_digests import AddressHasher
from mailer.designs.wiring import DesignParts
from mailer.runs.clients import CampaignsClient
from mailer.runs.engines import MonthlyRunWorker
from mailer.runs.use_cases.recipient_writer import RecipientWriter
from mailer.runs.use_cases.run_opening_service import RunOpeningService
from mailer.runs.use_cases.run_service import RunService
from mailer.runs.use_cases.service_mail_handler import ServiceMailHandler


class RunParts(DesignParts):
	"""From the order to the ledger."""

	@cached_property
	def address_digests(self) -> AddressHasher:
		return AddressHasher(self.config.address_key.get_secret_value())

	@cached_property
	def campaigns_rest(self) -> RestClient:
		return self.connect(self.config.campaigns_url, Service.CAMPAIGNS)

	@cached_property
	def campaigns(self) -> CampaignsClient:
		return CampaignsClient(self.campaigns_rest)

	@cached_property
	def recipient_writer(self) -> RecipientWriter:
		return RecipientWriter(
			self.address_digests, takes_reserved=self.config.smtp_is_local_mailbox
		)

	@cached_property
	def run_opener(self) -> RunOpeningService:
		return RunOpeningService(
			self.campaigns, self.publisher, self.recipient_writer, zone=self.config.zone
		)

	@cached_property
	def monthly_run_worker(self) -> MonthlyRunWorker:
		return MonthlyRunWorker(
			self.database, self.campaigns, self.publisher, zone=self.config.zone
		)

	@cached_property
	def service_mail_handler(self) -> ServiceMailHandler:
		return ServiceMailHandler(self.publisher, self.recipient_writer)

	def make_run_service(self, session: Session) -> RunService:
		return RunService(session, self.publisher, self.config.message_domain)
