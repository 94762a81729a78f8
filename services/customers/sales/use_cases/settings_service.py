"""Keeps what sales are set up with: series of numbers, rates of tax."""

from datetime import date

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.sales import DocumentKind, Series, SeriesFields
from chasqui.contracts.customers.vat import VatRate, VatRateFields
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.sales.models.number_series import NumberSeriesRow
from customers.sales.models.vat_rate import VatRateRow
from customers.sales.repositories.number_series import NumberSeriesRepository
from customers.sales.repositories.vat_rates import VatRateRepository


class SaleSettingsService:
	def __init__(
		self,
		series: NumberSeriesRepository,
		rates: VatRateRepository,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._series = series
		self._rates = rates
		self._auditor = auditor
		self._today = today

	def list_series(self) -> Page[Series]:
		items = [Series.model_validate(row) for row in self._series.list_all()]
		return Page[Series](items=items)

	def add_series(self, fields: SeriesFields, actor: Actor) -> Series:
		"""Add a series of a document of the SRI's; quotes, which are none, have the one they have.

		:raises Invalid: it is of quotes
		:raises Conflict: there is such a series already
		"""
		if fields.kind is DocumentKind.QUOTE:
			message = say("Las cotizaciones tienen una sola serie.")
			raise Invalid(message, fields=[FieldError("kind", message, "one_series")])
		row = NumberSeriesRow(**fields.model_dump(mode="json"))
		self._series.add(row)
		self._auditor.note(actor, AuditAction.CHANGED, what="sale_series", series_id=row.id)
		return Series.model_validate(row)

	def list_rates(self, query: ListQuery) -> Page[VatRate]:
		rows, cursor = self._rates.list_page(query)
		items = [VatRate.model_validate(row) for row in rows]
		return Page[VatRate](items=items, next_cursor=cursor)

	def set_rate(self, fields: VatRateFields, actor: Actor) -> VatRate:
		"""Set the rate of a class from a day on.

		:raises Invalid: the class has none, or the day is past: things were sold at another rate
		:raises Conflict: the class has a rate from that day on already
		"""
		if not fields.vat_class.is_taxed:
			message = say("Lo que no paga IVA no tiene tarifa.")
			raise Invalid(message, fields=[FieldError("vat_class", message, "not_taxed")])
		if fields.valid_from < self._today:
			message = say("Una tarifa nueva vale desde hoy o después; las pasadas no cambian.")
			raise Invalid(message, fields=[FieldError("valid_from", message, "in_the_past")])
		row = VatRateRow(**fields.model_dump(), set_by=actor.name)
		self._rates.add(row)
		self._auditor.note(actor, AuditAction.CHANGED, what="vat_rates", rate_id=row.id)
		return VatRate.model_validate(row)
