"""Hands quotes out as documents, and writes down who took one."""

from chasqui.contracts.customers.audit import AuditAction
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.quotes.use_cases.quote_pdf_writer import QuotePdfWriter
from customers.quotes.use_cases.quote_reader import WHAT, QuoteReader


class QuoteDocumentService:
	def __init__(self, reader: QuoteReader, writer: QuotePdfWriter, auditor: Auditor) -> None:
		self._reader = reader
		self._writer = writer
		self._auditor = auditor

	def open(self, quote_id: int, actor: Actor) -> tuple[str, bytes]:
		"""Return the name of a quote's file, and its PDF.

		:raises NotFound: there is no such quote among those that are seen
		:raises Conflict: it is a draft
		"""
		quote = self._reader.show(quote_id)
		document = self._writer.write(quote)
		self._auditor.note(
			actor,
			AuditAction.EXPORTED,
			quote.customer_id,
			what=WHAT,
			quote_id=quote_id,
			format="pdf",
		)
		return f"{quote.number}.pdf", document
