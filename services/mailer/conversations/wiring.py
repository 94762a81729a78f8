"""Parts of the exchange of mails with one person."""

from datetime import timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.contracts.endpoints.campaigns.privacy import show_advisor_link as ask_campaigns
from chasqui.contracts.endpoints.customers.people import show_advisor_link as ask_customers
from chasqui.kernel.clients.advisors import AdvisorGuard, Caller, ask_sibling, sees_only_own
from chasqui.kernel.clients.rest import RestClient
from mailer.bounces.wiring import BounceParts
from mailer.conversations.clients import ReachClient
from mailer.conversations.repositories.canned_answers import CannedAnswerRepository
from mailer.conversations.repositories.conversations import ConversationRepository
from mailer.conversations.repositories.mails import ConversationMailRepository
from mailer.conversations.use_cases.answer_handler import AnswerHandler
from mailer.conversations.use_cases.canned_answer_service import CannedAnswerService
from mailer.conversations.use_cases.conversation_reader import ConversationReader
from mailer.conversations.use_cases.conversation_service import ConversationService
from mailer.conversations.use_cases.letter_service import LetterService
from mailer.receiving.engines.filing_worker import FilingWorker
from mailer.sending.use_cases.message_writer import build_identity


class ConversationParts(BounceParts):
	"""Written, received, filed."""

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
	def reach_client(self) -> ReachClient:
		return ReachClient(self.customers_rest)

	@cached_property
	def answer_handler(self) -> AnswerHandler:
		patience = timedelta(hours=self.config.reply_hours)
		return AnswerHandler(
			self.address_signer,
			self.address_digests,
			self.reach_client,
			patience,
			self.publisher,
		)

	@cached_property
	def filing_worker(self) -> FilingWorker:
		return FilingWorker(self.database, [self.report_handler, self.answer_handler])

	def make_conversations(self, session: Session, who: Caller) -> ConversationRepository:
		return ConversationRepository(session, who.subject, sees_all=not sees_only_own(who))

	def make_conversation_reader(self, session: Session, who: Caller) -> ConversationReader:
		return ConversationReader(
			self.make_conversations(session, who),
			ConversationMailRepository(session),
			subject=who.subject,
			sees_all=not sees_only_own(who),
			admit=lambda customer_id: self.advisor_guard.admit(who, customer_id),
		)

	def make_letter_service(self, session: Session) -> LetterService:
		return LetterService(
			session,
			self.publisher,
			self.recipient_writer,
			self.address_signer,
			build_identity(self.config),
		)

	def make_conversation_service(self, session: Session, who: Caller) -> ConversationService:
		return ConversationService(
			session,
			self.make_conversation_reader(session, who),
			self.make_conversations(session, who),
			self.make_letter_service(session),
			self.reach_client,
			self.address_digests,
			self.publisher,
		)

	def make_canned_answer_service(self, session: Session) -> CannedAnswerService:
		return CannedAnswerService(CannedAnswerRepository(session))
