"""Parts of quotes."""

from functools import cached_property

import httpx
from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.kernel.clients.rest import RestClient
from customers.people.repositories.customers import CustomerRepository
from customers.quotes.engines.quote_exporter import QuoteExporter
from customers.quotes.repositories.quote_lists import QuoteListRepository
from customers.quotes.repositories.quotes import QuoteRepository
from customers.quotes.use_cases.acceptance_service import AcceptanceService
from customers.quotes.use_cases.document_service import QuoteDocumentService
from customers.quotes.use_cases.quote_mail_service import QuoteMailService
from customers.quotes.use_cases.quote_move_service import QuoteMoveService
from customers.quotes.use_cases.quote_pdf_writer import QuotePdfWriter
from customers.quotes.use_cases.quote_reader import QuoteReader
from customers.quotes.use_cases.quote_recorder import QuoteRecorder
from customers.quotes.use_cases.quote_service import QuoteService
from customers.sales.repositories.number_series import NumberSeriesRepository
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.wiring import SaleParts

MAIL_TIMEOUT = httpx.Timeout(5.0, read=45.0)
"""The mailer answers when the mail server has."""


class QuoteParts(SaleParts):
	"""Drafts, what becomes of them, the sales that they become."""

	def make_quote_lists(self, session: Session, seller: str | None) -> QuoteListRepository:
		return QuoteListRepository(session, self.read_today(), seller)

	def make_quote_reader(self, session: Session, seller: str | None) -> QuoteReader:
		lists = self.make_quote_lists(session, seller)
		return QuoteReader(QuoteRepository(session), lists, self.make_auditor(session))

	def make_quote_recorder(self, session: Session) -> QuoteRecorder:
		return QuoteRecorder(QuoteRepository(session), self.make_auditor(session))

	def make_quote_service(self, session: Session, seller: str | None) -> QuoteService:
		return QuoteService(
			QuoteRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			self.make_sale_line_builder(session),
			self.make_quote_reader(session, seller),
			self.make_quote_recorder(session),
			today=self.read_today(),
			days=self.config.quote_days,
			seller=seller,
		)

	def make_quote_move_service(self, session: Session, seller: str | None) -> QuoteMoveService:
		return QuoteMoveService(
			QuoteRepository(session),
			self.make_quote_lists(session, seller),
			NumberSeriesRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			self.make_sale_line_builder(session),
			self.make_quote_reader(session, seller),
			self.make_quote_recorder(session),
			today=self.read_today(),
			seller=seller,
		)

	def make_acceptance_service(self, session: Session, seller: str | None) -> AcceptanceService:
		return AcceptanceService(
			QuoteRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			self.make_sale_line_builder(session),
			self.make_draft_writer(session),
			self.make_quote_reader(session, seller),
			self.make_quote_recorder(session),
			today=self.read_today(),
			seller=seller,
		)

	@cached_property
	def mailer(self) -> RestClient:
		return self.connect(self.config.mailer_url, Service.MAILER, timeout=MAIL_TIMEOUT)

	def make_quote_pdf_writer(self) -> QuotePdfWriter:
		return QuotePdfWriter(self.config.company_name, self.config.company_ruc)

	def make_quote_mail_service(self, session: Session, seller: str | None) -> QuoteMailService:
		return QuoteMailService(
			QuoteRepository(session),
			CustomerRepository(session),
			self.make_quote_reader(session, seller),
			self.make_quote_pdf_writer(),
			self.make_quote_recorder(session),
			self.mailer,
			company=self.config.company_name,
			seller=seller,
		)

	def make_quote_documents(self, session: Session, seller: str | None) -> QuoteDocumentService:
		reader, writer = self.make_quote_reader(session, seller), self.make_quote_pdf_writer()
		return QuoteDocumentService(reader, writer, self.make_auditor(session))

	def make_quote_exporter(self, session: Session, seller: str | None) -> QuoteExporter:
		return QuoteExporter(
			session,
			self.database,
			lambda session: self.make_quote_lists(session, seller),
			self.make_auditor(session),
			today=self.read_today(),
		)
