"""Writes a sale that begins: a draft of lines that are priced already, by whom and from where."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from chasqui.contracts.customers.sales import SaleState
from customers.audit.domain import Actor
from customers.sales.domain.amounts import NO_AMOUNTS, NOTHING, Amounts
from customers.sales.models.document import DocumentLineMixin, DocumentMixin
from customers.sales.models.sale import SaleLineRow, SaleRow
from customers.sales.repositories.sales import SaleRepository
from customers.sales.use_cases.sale_recorder import SaleRecorder


class DraftWriter:
	def __init__(self, sales: SaleRepository, recorder: SaleRecorder) -> None:
		self._sales = sales
		self._recorder = recorder

	def write(
		self, lines: Sequence[SaleLineRow], ordered_on: date, actor: Actor, **about: Any
	) -> SaleRow:
		"""Write a draft; `about` is whose it is, who sells, where it comes from."""
		row = SaleRow(
			state=SaleState.DRAFT,
			ordered_on=ordered_on,
			returned_net=NOTHING,
			returned_tax=NOTHING,
			returned_total=NOTHING,
			**about,
		)
		write_sums(row, lines)
		self._sales.save(row)
		self._sales.replace_lines(row.id, lines)
		self._recorder.reach(row, SaleState.DRAFT, actor, "added")
		return row


def write_sums(row: DocumentMixin, lines: Sequence[DocumentLineMixin]) -> None:
	"""Write into a document what its lines come to."""
	whole = sum((Amounts(line.net, line.tax) for line in lines), NO_AMOUNTS)
	row.net, row.tax, row.total = whole.net, whole.tax, whole.total
	row.units = sum((line.quantity for line in lines), NOTHING)
