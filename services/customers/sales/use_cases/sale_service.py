"""Keeps drafts of sales: written, changed, deleted (C8, C14)."""

from collections.abc import Sequence
from datetime import date

from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.sales import Sale, SaleFields, SaleLineFields, SalePatch, SaleState
from chasqui.kernel.data.versions import check_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.people.models.customer import CustomerRow
from customers.sales.models.document import DocumentLineMixin
from customers.sales.models.sale import SaleLineRow, SaleRow
from customers.sales.repositories.sales import SaleRepository
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.use_cases.draft_writer import DraftWriter, write_sums
from customers.sales.use_cases.sale_line_builder import Buyer, SaleLineBuilder
from customers.sales.use_cases.sale_reader import SaleReader
from customers.sales.use_cases.sale_recorder import SaleRecorder


class SaleService:
	"""`seller` is whose sales alone may be changed, None for those of everybody."""

	def __init__(
		self,
		sales: SaleRepository,
		buyers: BuyerPolicy,
		lines: SaleLineBuilder,
		reader: SaleReader,
		recorder: SaleRecorder,
		writer: DraftWriter,
		*,
		today: date,
		seller: str | None,
	) -> None:
		self._sales = sales
		self._buyers = buyers
		self._lines = lines
		self._reader = reader
		self._recorder = recorder
		self._writer = writer
		self._today = today
		self._seller = seller

	def add(self, fields: SaleFields, actor: Actor) -> Sale:
		"""Write a draft.

		:raises Conflict: the customer was merged into another one, or is being erased
		:raises Invalid: the customer or an item does not exist or is not to be sold, the order is
			in the future, or a price is not that of its day
		"""
		customer = self._buyers.find(fields.customer_id)
		ordered_on = self._check_day(fields.ordered_on)
		lines = self._build(fields.lines, customer, ordered_on)
		origin = {} if fields.origin is None else fields.origin.model_dump()
		row = self._writer.write(
			lines,
			ordered_on,
			actor,
			customer_id=customer.id,
			channel=fields.channel,
			seller=actor.subject,
			seller_name=actor.name,
			note=fields.note,
			**origin,
		)
		return self._reader.show(row.id)

	def change(self, sale_id: int, patch: SalePatch, actor: Actor) -> Sale:
		"""Change a draft; its lines are priced anew, as of the day of the order.

		:raises NotFound: there is no such sale
		:raises Conflict: `stale`, or it is no draft any more
		:raises Invalid: as for a new one; or it was made of a quote, whose lines and day stay
		"""
		row = self._get_draft(sale_id)
		check_version(self._reader.show(sale_id), patch)
		for name in ("channel", "note"):
			if (value := getattr(patch, name)) is not None:
				setattr(row, name, value)
		if row.quote_id is None:
			self._price(row, patch)
		else:
			refuse_other_lines(patch)
		self._sales.save(row)
		self._recorder.note(row, actor, "changed")
		return self._reader.show(sale_id)

	def delete(self, sale_id: int, actor: Actor) -> None:
		"""Delete a draft.

		:raises NotFound: there is no such sale
		:raises Conflict: it is no draft any more
		"""
		row = self._get_draft(sale_id)
		self._recorder.note(row, actor, "deleted")
		self._sales.delete(row)

	def _get_draft(self, sale_id: int) -> SaleRow:
		row = self._sales.get(sale_id, seller=self._seller, lock=True)
		if row.state != SaleState.DRAFT:
			message = say("Ya no es un borrador: lo facturado se anula o se devuelve.")
			raise Conflict(message, code="not_a_draft")
		return row

	def _price(self, row: SaleRow, patch: SalePatch) -> None:
		"""Price a draft anew, as of the day of its order."""
		if patch.ordered_on is not None:
			row.ordered_on = self._check_day(patch.ordered_on)
		kept = [read_line(line) for line in self._sales.list_lines(row.id)]
		customer = self._buyers.find(row.customer_id)
		lines = self._build(patch.lines or kept, customer, row.ordered_on)
		write_sums(row, lines)
		self._sales.replace_lines(row.id, lines)

	def _build(
		self, asked: Sequence[SaleLineFields], customer: CustomerRow, ordered_on: date
	) -> list[SaleLineRow]:
		buyer = Buyer(CustomerKind(customer.kind), ordered_on)
		return self._lines.build(asked, buyer, taxed_on=self._today)

	def _check_day(self, day: date | None) -> date:
		if day is not None and day > self._today:
			message = say("El pedido no puede ser de un día que no ha llegado.")
			fields = [FieldError("ordered_on", message, "in_the_future")]
			raise Invalid(message, code="in_the_future", fields=fields)
		return day or self._today


def read_line(row: DocumentLineMixin) -> SaleLineFields:
	"""Return a line as it was asked: price and promotion follow the day, an own discount stays."""
	discount = row.discount if row.has_own_discount else None
	return SaleLineFields(item_id=row.item_id, quantity=row.quantity, discount=discount)


def refuse_other_lines(patch: SalePatch) -> None:
	""":raises Invalid: what was quoted would change: items, prices, the day"""
	message = say("La venta salió de una cotización: sus líneas y su día no cambian.")
	named = [name for name in ("lines", "ordered_on") if getattr(patch, name) is not None]
	if named:
		fields = [FieldError(name, message, "quoted") for name in named]
		raise Invalid(message, code="quoted", fields=fields)
