"""What activity costs, day by day."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Subquery, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from campaigns.finance.models.cost_rate import CostRateRow
from chasqui.contracts.campaigns.finance import CostKind, CostRateQuery
from chasqui.kernel.data.listings import Filters, Listing, pick_columns
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say


def select_periods() -> Subquery:
	"""Return the rates that count, each with the day on which the next of its kind begins."""
	row = CostRateRow
	until = func.lead(row.valid_from).over(partition_by=row.kind, order_by=row.valid_from)
	columns = (row.id, row.kind, row.amount, row.valid_from, until.label("valid_until"))
	return select(*columns).where(row.withdrawn_at.is_(None)).subquery("periods")


PERIODS = select_periods()
RATES = Listing[tuple[CostRateRow, date | None]](
	select(CostRateRow, PERIODS.c.valid_until).join(
		PERIODS, PERIODS.c.id == CostRateRow.id, isouter=True
	),
	CostRateRow.id,
	Filters(
		pick_columns(CostRateRow, "kind"),
		rules=[lambda asked: [] if asked.withdrawn else [CostRateRow.withdrawn_at.is_(None)]],
	),
	sorts={"from": CostRateRow.valid_from},
	order="-from",
	make=lambda row, until: (row, until),
)


class CostRateRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_page(
		self, query: CostRateQuery
	) -> tuple[list[tuple[CostRateRow, date | None]], str | None]:
		"""Return rates with the days on which they end, the latest first."""
		return RATES.fetch_page(self._session, query)

	def add(self, row: CostRateRow) -> None:
		""":raises Conflict: a rate of its kind begins on that day already"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			text = say(
				"Desde el {day} ya hay una tarifa de esas: quítela primero o elija otro día.",
				day=f"{row.valid_from:%d/%m/%Y}",
			)
			fields = [FieldError("valid_from", text, "rate_exists")]
			raise Conflict(text, code="rate_exists", fields=fields) from error

	def get(self, rate_id: int) -> CostRateRow:
		""":raises NotFound: there is none"""
		row = self._session.get(CostRateRow, rate_id, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe esa tarifa."), code="no_rate")
		return row

	def find_amount(self, kind: CostKind, day: date) -> Decimal | None:
		"""Return what one of a kind costs on a day; None where no rate holds."""
		row = CostRateRow
		query = select(row.amount).where(
			row.kind == kind.value, row.valid_from <= day, row.withdrawn_at.is_(None)
		)
		return self._session.scalar(query.order_by(row.valid_from.desc()).limit(1))

	def find_end(self, row: CostRateRow) -> date | None:
		"""Return the day on which the next rate begins, if one does."""
		query = select(func.min(CostRateRow.valid_from)).where(
			CostRateRow.kind == row.kind,
			CostRateRow.valid_from > row.valid_from,
			CostRateRow.withdrawn_at.is_(None),
		)
		return self._session.scalar(query)
