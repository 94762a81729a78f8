"""Sets what activity costs; a rate is taken back, never overwritten."""

from datetime import date

from campaigns.finance.models.cost_rate import CostRateRow
from campaigns.finance.repositories.cost_rates import CostRateRepository
from chasqui.contracts.campaigns.finance import CostRate, CostRateFields, CostRateQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now


class CostRateService:
	def __init__(self, rates: CostRateRepository) -> None:
		self._rates = rates

	def list_page(self, query: CostRateQuery) -> Page[CostRate]:
		"""Return rates, the latest first."""
		rows, cursor = self._rates.list_page(query)
		return Page(items=[_describe(row, until) for row, until in rows], next_cursor=cursor)

	def set(self, fields: CostRateFields, by: str) -> CostRate:
		"""Let one cost something from a day on.

		:raises Conflict: a rate of its kind begins on that day already
		"""
		row = CostRateRow(set_by=by, **fields.model_dump())
		self._rates.add(row)
		return _describe(row, self._rates.find_end(row))

	def withdraw(self, rate_id: int, by: str) -> None:
		"""Take a rate back; again is nothing.

		:raises NotFound: there is none
		"""
		row = self._rates.get(rate_id)
		if row.withdrawn_at is None:
			row.withdrawn_by, row.withdrawn_at = by, read_now()


def _describe(row: CostRateRow, until: date | None) -> CostRate:
	rate = CostRate.model_validate(row)
	return rate.model_copy(update={"valid_until": until})
