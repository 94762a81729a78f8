"""Moves sales on: invoiced, paid, voided, authorised (C3, C8)."""

from datetime import date

from chasqui.contracts.customers.sale_lists import MOST_PAID, SaleRefusal, SalesPaid, SalesPayment
from chasqui.contracts.customers.sales import (
	AuthorisationFields,
	DocumentKind,
	InvoiceRequest,
	PaymentFields,
	Sale,
	SaleState,
	VoidRequest,
)
from chasqui.kernel.data.versions import check_unchanged
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.people.use_cases.refusals import refuse_change
from customers.sales.domain.access_keys import check_key
from customers.sales.domain.states import may_move
from customers.sales.models.sale import SaleRow
from customers.sales.repositories.number_series import NumberSeriesRepository
from customers.sales.repositories.sale_lists import SaleListRepository
from customers.sales.repositories.sales import SaleRepository
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.use_cases.delivery_service import DeliveryService
from customers.sales.use_cases.draft_writer import write_sums
from customers.sales.use_cases.sale_line_builder import SaleLineBuilder
from customers.sales.use_cases.sale_reader import SaleReader
from customers.sales.use_cases.sale_recorder import SaleRecorder


class PostingService:
	def __init__(
		self,
		sales: SaleRepository,
		lists: SaleListRepository,
		series: NumberSeriesRepository,
		buyers: BuyerPolicy,
		delivery: DeliveryService,
		lines: SaleLineBuilder,
		reader: SaleReader,
		recorder: SaleRecorder,
		*,
		today: date,
		ruc: str,
	) -> None:
		self._sales = sales
		self._lists = lists
		self._series = series
		self._buyers = buyers
		self._delivery = delivery
		self._lines = lines
		self._reader = reader
		self._recorder = recorder
		self._today = today
		self._ruc = ruc

	def invoice(self, sale_id: int, asked: InvoiceRequest, actor: Actor) -> Sale:
		"""Give a draft its number, with the tax of today, and take its products off the shelf.

		:raises NotFound: there is no such sale
		:raises Conflict: `stale`, it is no draft, or `not_enough`: of a product there is less
		:raises Invalid: an item was retired or the customer archived since, or there is no such
			series
		"""
		row = self._get(sale_id, asked.version, SaleState.INVOICED)
		self._buyers.find(row.customer_id)
		series_id = self._series.find(DocumentKind.INVOICE, asked.series_id)
		lines = self._sales.list_lines(sale_id)
		self._lines.refuse_retired(lines)
		self._lines.tax(lines, self._today)
		write_sums(row, lines)
		self._delivery.hand_over(row, lines, actor)
		number = self._series.take(series_id)
		row.series_id, row.series_number, row.number = series_id, number.number, number.text
		row.invoiced_on = self._today
		return self._move(row, SaleState.INVOICED, actor)

	def pay(self, sale_id: int, fields: PaymentFields, actor: Actor) -> Sale:
		"""Note that an invoice was paid.

		:raises NotFound: there is no such sale
		:raises Conflict: `stale`, or it is not to be paid
		:raises Invalid: it was paid before it was invoiced, or on a day that has not come
		"""
		row = self._get(sale_id, fields.version, SaleState.PAID)
		self._pay(row, fields.paid_on)
		return self._move(row, SaleState.PAID, actor)

	def pay_all(self, asked: SalesPayment, actor: Actor) -> SalesPaid:
		"""Note that all that match were paid; what cannot be stays, and is named.

		:raises Conflict: `list_changed`, they are not as many as were seen
		"""
		ids = self._lists.list_ids(asked.filters, MOST_PAID)
		refuse_change(len(ids), asked.expected)
		found = SalesPaid(changed=0)
		for sale_id in ids:
			row = self._sales.get(sale_id, lock=True)
			try:
				refuse_move(row, SaleState.PAID)
				self._pay(row, asked.paid_on)
			except (Conflict, Invalid) as error:  # before anything was written
				number = row.number or ""
				found.refused.append(SaleRefusal(id=row.id, number=number, reason=error.detail))
			else:
				self._recorder.reach(row, SaleState.PAID, actor)
				found.changed += 1
		return found

	def void(self, sale_id: int, asked: VoidRequest, actor: Actor) -> Sale:
		"""Take back an invoice that was not paid: its products go back on the shelf.

		What a file brought has never left it here, so that nothing is moved.

		:raises NotFound: there is no such sale
		:raises Conflict: `stale`, it was paid, so that it is returned, or it is no invoice
		"""
		row = self._get(sale_id, asked.version, SaleState.VOIDED)
		if row.import_id is None:
			lines = self._sales.list_lines(sale_id)
			self._delivery.take_back(row, [(line, line.quantity) for line in lines], actor)
		row.void_reason = asked.reason
		return self._move(row, SaleState.VOIDED, actor)

	def authorise(self, sale_id: int, fields: AuthorisationFields, actor: Actor) -> Sale:
		"""Note the key by which the SRI authorised an invoice.

		:raises NotFound: there is no such sale
		:raises Conflict: `stale`, or it has no number
		:raises Invalid: the key is not whole, or says another day, company or number
		"""
		row = self._sales.get(sale_id, lock=True)
		check_unchanged(self._reader.show(sale_id), fields.version)
		if row.number is None or row.invoiced_on is None:
			raise Conflict(say("Un borrador no lleva clave de acceso."), code="bad_move")
		fault = check_key(
			fields.access_key, row.invoiced_on, DocumentKind.INVOICE, self._ruc, row.number
		)
		if fault is not None:
			raise Invalid(fault, fields=[FieldError("access_key", fault, "bad_key")])
		row.access_key = fields.access_key
		self._sales.save(row)
		self._recorder.note(row, actor, "authorised")
		return self._reader.show(sale_id)

	def _get(self, sale_id: int, version: str, state: SaleState) -> SaleRow:
		row = self._sales.get(sale_id, lock=True)
		check_unchanged(self._reader.show(sale_id), version)
		refuse_move(row, state)
		return row

	def _pay(self, row: SaleRow, day: date | None) -> None:
		paid_on = day or self._today
		if row.invoiced_on is None or not row.invoiced_on <= paid_on <= self._today:
			message = say("Se paga desde el día de la factura hasta hoy.")
			fields = [FieldError("paid_on", message, "bad_day")]
			raise Invalid(message, code="bad_day", fields=fields)
		row.paid_on = paid_on

	def _move(self, row: SaleRow, state: SaleState, actor: Actor) -> Sale:
		self._recorder.reach(row, state, actor)
		return self._reader.show(row.id)


def refuse_move(row: SaleRow, state: SaleState) -> None:
	""":raises Conflict: a sale does not go from its state to that"""
	if may_move(SaleState(row.state), state):
		return
	if row.state == SaleState.PAID and state is SaleState.VOIDED:
		message = say("Ya se pagó: lo pagado no se anula, se devuelve.")
		raise Conflict(message, code="paid")
	message = say("La venta ya no está en ese estado. Recargue la página.")
	raise Conflict(message, code="bad_move")
