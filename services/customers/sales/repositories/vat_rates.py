"""Rates of value-added tax."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.contracts.wire import ListQuery
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import say
from customers.sales.models.vat_rate import VatRateRow

RATES = Listing[VatRateRow](
	select(VatRateRow), VatRateRow.id, sorts={"from": VatRateRow.valid_from}, order="-from"
)


class VatRateRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_valid(self, day: date) -> dict[str, Decimal]:
		"""Return the rate of each class on a day, in percent; none for a class without one."""
		query = (
			select(VatRateRow.vat_class, VatRateRow.percent)
			.ext(distinct_on(VatRateRow.vat_class))
			.where(VatRateRow.valid_from <= day)
			.order_by(VatRateRow.vat_class, VatRateRow.valid_from.desc())
		)
		return {row.vat_class: row.percent for row in self._session.execute(query)}

	def list_page(self, query: ListQuery) -> tuple[list[VatRateRow], str | None]:
		"""Return rates, the latest first."""
		return RATES.fetch_page(self._session, query)

	def add(self, row: VatRateRow) -> None:
		""":raises Conflict: the class has a rate from that day on already"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			message = say("Esa clase ya tiene una tarifa desde ese día.")
			fields = [FieldError("valid_from", message, "rate_taken")]
			raise Conflict(message, code="rate_taken", fields=fields) from error
