"""Parts of what the company offers."""

from datetime import date

from sqlalchemy.orm import Session

from customers.audit.wiring import AuditParts
from customers.catalogue.engines.item_exporter import ItemExporter
from customers.catalogue.engines.promotion_exporter import PromotionExporter
from customers.catalogue.repositories.item_list_repository import ItemListRepository
from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.repositories.pictures import PictureRepository
from customers.catalogue.repositories.prices import PriceRepository
from customers.catalogue.repositories.promotions import PromotionRepository
from customers.catalogue.repositories.stock import StockRepository
from customers.catalogue.use_cases.item_auditor import ItemAuditor, PromotionAuditor
from customers.catalogue.use_cases.item_reader import ItemReader
from customers.catalogue.use_cases.item_types import ItemTypeService
from customers.catalogue.use_cases.items import ItemService
from customers.catalogue.use_cases.pictures import PictureService
from customers.catalogue.use_cases.prices import PriceService
from customers.catalogue.use_cases.promotion_reader import PromotionReader
from customers.catalogue.use_cases.promotions import PromotionService
from customers.catalogue.use_cases.stock import StockService


class CatalogueParts(AuditParts):
	"""Types, items, pictures, prices, promotions, stock."""

	def make_item_type_service(self, session: Session) -> ItemTypeService:
		return ItemTypeService(ItemTypeRepository(session))

	def make_item_reader(self, session: Session, *, sees_drafts: bool) -> ItemReader:
		lists = ItemListRepository(session, self.read_today(), sees_drafts=sees_drafts)
		promotions = self.make_promotion_reader(session, sees_drafts=False)
		return ItemReader(lists, PictureRepository(session), promotions)

	def make_item_exporter(self, session: Session, *, sees_drafts: bool) -> ItemExporter:
		today = self.read_today()
		return ItemExporter(
			session,
			self.database,
			lambda session: ItemListRepository(session, today, sees_drafts=sees_drafts),
			self.make_promotion_reader(session, sees_drafts=False),
			self.make_auditor(session),
			today=today,
		)

	def make_item_auditor(self, session: Session) -> ItemAuditor:
		return ItemAuditor(self.make_auditor(session))

	def make_item_service(self, session: Session) -> ItemService:
		items, types = ItemRepository(session), ItemTypeRepository(session)
		reader = self.make_item_reader(session, sees_drafts=True)
		auditor, pictures = self.make_item_auditor(session), self.make_picture_service(session)
		return ItemService(items, types, reader, pictures, auditor)

	def make_picture_service(self, session: Session) -> PictureService:
		items, pictures = ItemRepository(session), PictureRepository(session)
		return PictureService(items, pictures, self.make_item_auditor(session))

	def make_promotion_reader(
		self, session: Session, *, sees_drafts: bool, day: date | None = None
	) -> PromotionReader:
		promotions = PromotionRepository(session, day or self.read_today())
		return PromotionReader(promotions, sees_drafts=sees_drafts)

	def make_promotion_service(self, session: Session) -> PromotionService:
		return PromotionService(
			PromotionRepository(session, self.read_today()),
			PriceRepository(session),
			self.make_promotion_reader(session, sees_drafts=True),
			PromotionAuditor(self.make_auditor(session)),
		)

	def make_promotion_exporter(self, session: Session, *, sees_drafts: bool) -> PromotionExporter:
		auditor, today = self.make_auditor(session), self.read_today()
		return PromotionExporter(
			session, self.database, auditor, sees_drafts=sees_drafts, today=today
		)

	def make_price_service(self, session: Session) -> PriceService:
		return PriceService(
			ItemRepository(session),
			PriceRepository(session),
			self.make_item_auditor(session),
			self.read_today(),
		)

	def make_stock_service(self, session: Session) -> StockService:
		return StockService(
			ItemRepository(session),
			ItemTypeRepository(session),
			StockRepository(session),
			self.make_item_auditor(session),
		)
