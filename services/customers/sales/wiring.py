"""Parts of sales."""

from datetime import date

from sqlalchemy.orm import Session

from customers.catalogue.domain.promotions import PromotionIndex
from customers.people.repositories.customers import CustomerRepository
from customers.sales.engines.sale_exporter import SaleExporter
from customers.sales.repositories.number_series import NumberSeriesRepository
from customers.sales.repositories.offered_items import OfferedItemRepository
from customers.sales.repositories.sale_lists import SaleListRepository
from customers.sales.repositories.sales import SaleRepository
from customers.sales.repositories.vat_rates import VatRateRepository
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.use_cases.delivery_service import DeliveryService
from customers.sales.use_cases.draft_writer import DraftWriter
from customers.sales.use_cases.posting_service import PostingService
from customers.sales.use_cases.return_service import ReturnService
from customers.sales.use_cases.sale_line_builder import SaleLineBuilder
from customers.sales.use_cases.sale_publisher import SalePublisher
from customers.sales.use_cases.sale_reader import SaleReader
from customers.sales.use_cases.sale_recorder import SaleRecorder
from customers.sales.use_cases.sale_service import SaleService
from customers.sales.use_cases.settings_service import SaleSettingsService
from customers.subscriptions.wiring import SubscriptionParts


class SaleParts(SubscriptionParts):
	"""Drafts, invoices, what came back; numbers and rates."""

	def make_sale_reader(self, session: Session, seller: str | None) -> SaleReader:
		lists = SaleListRepository(session, seller)
		return SaleReader(SaleRepository(session), lists, self.make_auditor(session))

	def make_sale_recorder(self, session: Session) -> SaleRecorder:
		publisher = SalePublisher(session, self.publisher)
		return SaleRecorder(SaleRepository(session), publisher, self.make_auditor(session))

	def make_draft_writer(self, session: Session) -> DraftWriter:
		return DraftWriter(SaleRepository(session), self.make_sale_recorder(session))

	def make_delivery_service(self, session: Session) -> DeliveryService:
		stock = self.make_stock_service(session)
		return DeliveryService(stock, self.make_subscription_service(session))

	def make_sale_line_builder(self, session: Session) -> SaleLineBuilder:
		def index_promotions(day: date) -> PromotionIndex:
			reader = self.make_promotion_reader(session, sees_drafts=False, day=day)
			return reader.index_promotions()

		items, rates = OfferedItemRepository(session), VatRateRepository(session)
		return SaleLineBuilder(items, rates, index_promotions)

	def make_sale_service(self, session: Session, seller: str | None) -> SaleService:
		return SaleService(
			SaleRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			self.make_sale_line_builder(session),
			self.make_sale_reader(session, seller),
			self.make_sale_recorder(session),
			self.make_draft_writer(session),
			today=self.read_today(),
			seller=seller,
		)

	def make_posting_service(self, session: Session, seller: str | None) -> PostingService:
		return PostingService(
			SaleRepository(session),
			SaleListRepository(session, seller),
			NumberSeriesRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			self.make_delivery_service(session),
			self.make_sale_line_builder(session),
			self.make_sale_reader(session, seller),
			self.make_sale_recorder(session),
			today=self.read_today(),
			ruc=self.config.company_ruc,
		)

	def make_return_service(self, session: Session, seller: str | None) -> ReturnService:
		return ReturnService(
			SaleRepository(session),
			NumberSeriesRepository(session),
			self.make_delivery_service(session),
			self.make_sale_reader(session, seller),
			self.make_sale_recorder(session),
			today=self.read_today(),
		)

	def make_sale_exporter(self, session: Session, seller: str | None) -> SaleExporter:
		return SaleExporter(
			session,
			self.database,
			lambda session: SaleListRepository(session, seller),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_sale_settings_service(self, session: Session) -> SaleSettingsService:
		return SaleSettingsService(
			NumberSeriesRepository(session),
			VatRateRepository(session),
			self.make_auditor(session),
			today=self.read_today(),
		)
