"""Parts of what a person wills, and what is known and erased of one."""

from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.contracts.activity import MOST_LISTED
from chasqui.contracts.endpoints.campaigns.privacy import show_advisor_link as ask_campaigns
from chasqui.contracts.endpoints.customers.people import show_advisor_link as ask_customers
from chasqui.kernel.clients.advisors import AdvisorGuard, ask_sibling
from chasqui.kernel.clients.rest import RestClient
from mailer.designs.use_cases.rendering import list_company_values
from mailer.people.engines import ErasureWorker
from mailer.people.repositories.merges import MergeRepository
from mailer.people.repositories.people import PeopleRepository
from mailer.people.use_cases.asked_mail_handler import AskedMailHandler
from mailer.people.use_cases.people_reader import MOST_RECORDS, PeopleReader
from mailer.people.use_cases.unsubscribe_service import UnsubscribeService
from mailer.sending.wiring import SendingParts


class PeopleParts(SendingParts):
	"""Unsubscribed, merged, erased, disclosed."""

	@cached_property
	def customers_rest(self) -> RestClient:
		return self.connect(self.config.customers_url, Service.CUSTOMERS)

	@cached_property
	def advisor_guard(self) -> AdvisorGuard:
		return AdvisorGuard(
			ask_sibling(self.campaigns_rest, ask_campaigns),
			ask_sibling(self.customers_rest, ask_customers),
		)

	@cached_property
	def asked_mail_handler(self) -> AskedMailHandler:
		return AskedMailHandler(self.service_mail_handler)

	@cached_property
	def erasure_worker(self) -> ErasureWorker:
		return ErasureWorker(self.database, self.publisher)

	def make_unsubscribe_service(self, session: Session) -> UnsubscribeService:
		return UnsubscribeService(
			session, self.signer, self.address_digests, self.publisher, self.config.company_name
		)

	def make_people_reader(self, session: Session) -> PeopleReader:
		people = PeopleRepository(session, limit=MOST_LISTED)
		return PeopleReader(people, MergeRepository(session), list_company_values(self.config))

	def make_holdings_reader(self, session: Session) -> PeopleReader:
		people = PeopleRepository(session, limit=MOST_RECORDS)
		return PeopleReader(people, MergeRepository(session), list_company_values(self.config))
