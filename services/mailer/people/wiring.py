"""Parts of what a person wills, and what is known and erased of one."""

from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.activity import MOST_LISTED
from mailer.conversations.repositories.conversations import ConversationRepository
from mailer.conversations.repositories.mails import ConversationMailRepository
from mailer.conversations.wiring import ConversationParts
from mailer.designs.use_cases.rendering import list_company_values
from mailer.people.engines import ErasureWorker
from mailer.people.repositories.merges import MergeRepository
from mailer.people.repositories.people import PeopleRepository
from mailer.people.use_cases.asked_mail_handler import AskedMailHandler
from mailer.people.use_cases.people_reader import MOST_RECORDS, PeopleReader
from mailer.people.use_cases.unsubscribe_service import UnsubscribeService


class PeopleParts(ConversationParts):
	"""Unsubscribed, merged, erased, disclosed."""

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
		return self._build_reader(session, MOST_LISTED)

	def make_holdings_reader(self, session: Session) -> PeopleReader:
		return self._build_reader(session, MOST_RECORDS)

	def _build_reader(self, session: Session, limit: int) -> PeopleReader:
		return PeopleReader(
			PeopleRepository(session, limit=limit),
			MergeRepository(session),
			ConversationRepository(session),
			ConversationMailRepository(session),
			list_company_values(self.config),
		)
