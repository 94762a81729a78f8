"""Takes back what was sold and paid, whole or in part, each time with a credit note."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.catalogue import ItemNature
from chasqui.contracts.customers.sales import (
	DocumentKind,
	ReturnFields,
	ReturnLineFields,
	Sale,
	SaleState,
)
from chasqui.kernel.data.versions import check_unchanged
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.people.use_cases.refusals import RefusalCollector
from customers.sales.domain.amounts import NO_AMOUNTS, Amounts, take_share
from customers.sales.models.sale import SaleLineRow, SaleRow
from customers.sales.models.sale_return import SaleReturnLineRow, SaleReturnRow
from customers.sales.repositories.number_series import NumberSeriesRepository
from customers.sales.repositories.sales import SaleRepository
from customers.sales.use_cases.delivery_service import DeliveryService
from customers.sales.use_cases.posting_service import refuse_move
from customers.sales.use_cases.sale_line_builder import name_fault
from customers.sales.use_cases.sale_reader import SaleReader
from customers.sales.use_cases.sale_recorder import SaleRecorder

REVISE = say("Revise lo que vuelve.")


class ReturnService:
	def __init__(
		self,
		sales: SaleRepository,
		series: NumberSeriesRepository,
		delivery: DeliveryService,
		reader: SaleReader,
		recorder: SaleRecorder,
		*,
		today: date,
	) -> None:
		self._sales = sales
		self._series = series
		self._delivery = delivery
		self._reader = reader
		self._recorder = recorder
		self._today = today

	def take_back(self, sale_id: int, asked: ReturnFields, actor: Actor) -> Sale:
		"""Write a credit note; a sale that is all back is returned.

		:raises NotFound: there is no such sale
		:raises Conflict: `stale`, or it was not paid
		:raises Invalid: a line does not exist, or more comes back than was sold
		"""
		row = self._sales.get(sale_id, lock=True)
		check_unchanged(self._reader.show(sale_id), asked.version)
		refuse_move(row, SaleState.RETURNED)
		lines = {line.place: line for line in self._sales.list_lines(sale_id)}
		refuse_excess(asked.lines, lines)
		taken = [(lines[one.place], one.quantity) for one in asked.lines]
		returned = [take_line(line, quantity) for line, quantity in taken]
		whole = sum((Amounts(one.net, one.tax) for one in returned), NO_AMOUNTS)
		self._delivery.take_back(row, taken, actor, restocks=asked.restocks)
		add_returned(row, whole)
		self._write(row, asked, returned, whole, actor)
		if all(line.returned == line.quantity for line in lines.values()):
			self._recorder.reach(row, SaleState.RETURNED, actor)
		else:
			self._sales.save(row)
			self._recorder.note(row, actor, "returned")
		return self._reader.show(sale_id)

	def _write(
		self,
		row: SaleRow,
		asked: ReturnFields,
		returned: Sequence[SaleReturnLineRow],
		whole: Amounts,
		actor: Actor,
	) -> None:
		series_id = self._series.find(DocumentKind.CREDIT_NOTE, None)
		number = self._series.take(series_id)
		note = SaleReturnRow(
			sale_id=row.id,
			series_id=series_id,
			series_number=number.number,
			number=number.text,
			returned_on=self._today,
			reason=asked.reason,
			restocks=asked.restocks,
			net=whole.net,
			tax=whole.tax,
			total=whole.total,
			made_by=actor.name,
		)
		self._sales.add_return(note, returned)


def refuse_excess(asked: Sequence[ReturnLineFields], lines: Mapping[int, SaleLineRow]) -> None:
	""":raises Invalid: with each line that does not exist, or of which not so much is left"""
	problems = RefusalCollector(REVISE)
	for place, one in enumerate(asked):
		line = lines.get(one.place)
		if line is None:
			message = say("La venta no tiene esa línea.")
			problems.add(name_fault(place, "place", message, "no_line"))
			continue
		left = line.quantity - line.returned
		if one.quantity > left:
			message = say("De «{name}» pueden volver {left}.", name=line.name, left=f"{left:g}")
			problems.add(name_fault(place, "quantity", message, "too_many"))
		elif line.nature == ItemNature.PRODUCT and one.quantity % 1:
			message = say("De un producto vuelven unidades enteras.")
			problems.add(name_fault(place, "quantity", message, "whole_units"))
	problems.raise_any()


def take_line(line: SaleLineRow, quantity: Decimal) -> SaleReturnLineRow:
	"""Note in a line that some of it is back; return what that is worth."""
	whole, taken = Amounts(line.net, line.tax), Amounts(line.returned_net, line.returned_tax)
	worth = take_share(whole, line.quantity, line.returned, taken, quantity)
	line.returned += quantity
	line.returned_net += worth.net
	line.returned_tax += worth.tax
	return SaleReturnLineRow(
		place=line.place, sale_id=line.sale_id, quantity=quantity, net=worth.net, tax=worth.tax
	)


def add_returned(row: SaleRow, whole: Amounts) -> None:
	"""Note in a sale what is back of it."""
	row.returned_net += whole.net
	row.returned_tax += whole.tax
	row.returned_total += whole.total
