"""Mails a quote to its customer, once each time that somebody asks for it."""

from uuid import UUID, uuid5

from chasqui.contracts.customers.quotes import Quote, QuoteMailRequest, QuoteState
from chasqui.contracts.endpoints.mailer import notices as mailer_api
from chasqui.contracts.mailer.notices import Notice, NoticeAttachment
from chasqui.contracts.masking import mask_email
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.data.versions import check_unchanged
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.people.models.customer import CustomerRow
from customers.people.repositories.customers import CustomerRepository
from customers.quotes.models.quote import QuoteMailRow
from customers.quotes.repositories.quotes import QuoteRepository
from customers.quotes.use_cases.quote_pdf_writer import QuotePdfWriter, write_day, write_money
from customers.quotes.use_cases.quote_reader import QuoteReader
from customers.quotes.use_cases.quote_recorder import QuoteRecorder

MAILS = UUID("6b1a1e6c-3a0e-4c6b-9a55-0b0a4f1f7a52")
"""Names the mails of quotes."""


class QuoteMailService:
	"""Nothing is locked while the mail is handed over, and nothing written before it was taken.

	A mail that left before its answer was lost is sent again by who asks again, as the same
	message. The mailer refuses an address that is not written to.
	"""

	def __init__(
		self,
		quotes: QuoteRepository,
		customers: CustomerRepository,
		reader: QuoteReader,
		writer: QuotePdfWriter,
		recorder: QuoteRecorder,
		mailer: RestClient,
		*,
		company: str,
		seller: str | None,
	) -> None:
		self._quotes = quotes
		self._customers = customers
		self._reader = reader
		self._writer = writer
		self._recorder = recorder
		self._mailer = mailer
		self._company = company
		self._seller = seller

	def send(self, quote_id: int, asked: QuoteMailRequest, actor: Actor) -> Quote:
		"""Mail a quote to the customer's main address.

		:raises NotFound: there is no such quote, or the customer's data were erased
		:raises Conflict: `stale`, or it does not stand
		:raises Invalid: the customer is archived, has no address or one that mail comes back from,
			or the mailer does not write to it
		:raises Unavailable: the mailer does not take it now
		"""
		row = self._quotes.get(quote_id, seller=self._seller)
		quote = self._reader.show(quote_id)
		check_unchanged(quote, asked.version)
		refuse_fallen(quote)
		email = find_address(self._customers.get(row.customer_id))
		place = len(quote.mails)
		notice = self._write(quote, email, asked.message, place)
		self._mailer.call(mailer_api.send_notice, body=notice)
		mail = QuoteMailRow(
			quote_id=quote_id, customer_id=row.customer_id, sent_to=mask_email(email), by=actor.name
		)
		self._quotes.add_mail(mail)
		self._recorder.note(row, actor, "mailed")
		return self._reader.show(quote_id)

	def _write(self, quote: Quote, email: str, message: str, place: int) -> Notice:
		document = NoticeAttachment.model_construct(
			name=f"{quote.number}.pdf", content=self._writer.write(quote)
		)
		said = f"Le enviamos la cotización {quote.number}, que va adjunta en PDF. Son "
		said += (
			f"{write_money(quote.total)} con IVA, y vale hasta el {write_day(quote.valid_until)}."
		)
		words = [one.strip() for one in message.splitlines() if one.strip()]
		return Notice(
			key=uuid5(MAILS, f"{quote.id}/{place}"),
			email=email,
			subject=f"Cotización {quote.number} de {self._company}"[:150],
			before=[f"Hola, {quote.customer_name}:", said, *words[:8]],
			after=[f"{quote.seller_name}\n{self._company}"],
			attachments=[document],
			is_to_customer=True,
		)


def refuse_fallen(quote: Quote) -> None:
	""":raises Conflict: a quote is not to be sent: it does not stand yet, or not any more"""
	if quote.state is QuoteState.DRAFT:
		raise Conflict(say("Es un borrador: emítala antes."), code="not_issued")
	if quote.state not in (QuoteState.ISSUED, QuoteState.ACCEPTED):
		message = say("Ya no está en pie: cópiela en una cotización nueva.")
		raise Conflict(message, code="bad_move")


def find_address(customer: CustomerRow) -> str:
	"""Return where a customer is written to.

	:raises Invalid: nowhere, and why
	"""
	if customer.archived_at is not None:
		message = say("A un cliente archivado no se le escribe: restáurelo antes.")
		raise Invalid(message, code="archived")
	if not customer.email:
		message = say("El cliente no tiene correo: agréguelo en su ficha, o entréguele el PDF.")
		raise Invalid(message, code="no_address")
	if customer.email_bounced_at is not None:
		message = say("Los correos a esa dirección rebotan: corríjala en la ficha del cliente.")
		raise Invalid(message, code="bounced")
	return customer.email
