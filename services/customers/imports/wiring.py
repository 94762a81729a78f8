"""Parts of the imports."""

from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.customers.imports import AmountWriting, ImportKind, ImportMode
from customers.audit.domain import Actor
from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.wiring import CatalogueParts
from customers.consent.repositories import ConsentRepository
from customers.consent.wiring import ConsentParts
from customers.imports.engines.checker import ImportChecker
from customers.imports.engines.converter import ImportConversionWorker
from customers.imports.engines.first_loader import FirstLoader
from customers.imports.engines.item_importer import ItemImporter
from customers.imports.engines.loading import CustomerImporter
from customers.imports.engines.opening import ImportFileBuilder
from customers.imports.engines.rejected_report_exporter import RejectedReportExporter
from customers.imports.engines.runner import ImportRunner
from customers.imports.engines.sale_importer import SaleImporter
from customers.imports.engines.sale_undo_worker import SaleUndoWorker
from customers.imports.engines.undo_worker import ImportUndoWorker
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.changes import ImportChangeRepository
from customers.imports.repositories.former_sales import FormerSaleRepository
from customers.imports.repositories.jobs import ImportRepository
from customers.imports.repositories.memory import ImportMemoryRepository
from customers.imports.use_cases.consent_proof_service import ConsentProofService
from customers.imports.use_cases.import_service import ImportService
from customers.imports.use_cases.item_intake import Catalogue, ItemIntake
from customers.imports.use_cases.wizard import ImportWizardService
from customers.people.repositories.customers import CustomerRepository
from customers.segments.wiring import SegmentParts


class ImportParts(CatalogueParts, ConsentParts, SegmentParts):
	"""From the upload to the last row."""

	@cached_property
	def first_load(self) -> FirstLoader:
		return FirstLoader(
			self.database,
			from_rows=self.config.import_first_load_rows,
			lease_seconds=self.config.import_lease_seconds,
		)

	@cached_property
	def import_runner(self) -> ImportRunner:
		config, database = self.config, self.database
		lease_seconds = config.import_lease_seconds
		converter = ImportConversionWorker(
			database,
			most_bytes=config.import_unpacked_max_bytes,
			most_json_bytes=config.import_json_max_bytes,
			lease_seconds=lease_seconds,
		)
		items = ItemImporter(database, self.make_item_intake, lease_seconds=lease_seconds)
		undo_worker = ImportUndoWorker(
			database, self.cube_clock, self.publisher, lease_seconds=lease_seconds
		)
		return ImportRunner(
			database,
			converter,
			{
				ImportKind.CUSTOMERS: self.customer_checker,
				ImportKind.SERVICES: items,
				ImportKind.SALES: self.sale_importer,
			},
			{
				ImportKind.CUSTOMERS: self.customer_importer,
				ImportKind.SERVICES: items,
				ImportKind.SALES: self.sale_importer,
			},
			{
				ImportKind.CUSTOMERS: undo_worker,
				ImportKind.SALES: SaleUndoWorker(database, lease_seconds=lease_seconds),
			},
			lease_seconds=lease_seconds,
		)

	@cached_property
	def import_opener(self) -> ImportFileBuilder:
		return ImportFileBuilder(self.database, self.mark_erased)

	@cached_property
	def customer_checker(self) -> ImportChecker:
		return ImportChecker(
			self.database,
			self.import_opener,
			zone=self.config.zone,
			batch_rows=self.config.import_batch_rows,
			lease_seconds=self.config.import_lease_seconds,
		)

	@cached_property
	def customer_importer(self) -> CustomerImporter:
		return CustomerImporter(
			self.database,
			self.import_opener,
			self.cube_clock,
			self.first_load,
			self.publisher,
			zone=self.config.zone,
			batch_rows=self.config.import_batch_rows,
			lanes=self.config.import_lanes,
			lease_seconds=self.config.import_lease_seconds,
		)

	@cached_property
	def sale_importer(self) -> SaleImporter:
		return SaleImporter(
			self.database,
			self.mark_erased,
			zone=self.config.zone,
			batch_rows=self.config.import_batch_rows,
			lease_seconds=self.config.import_lease_seconds,
		)

	def make_item_intake(self, session: Session, job: ImportJobRow) -> ItemIntake:
		"""Return what takes the items of a file; it signs as the import."""
		return ItemIntake(
			Catalogue(
				items=ItemRepository(session),
				types=ItemTypeRepository(session),
				reader=self.make_item_reader(session, sees_drafts=True),
				type_service=self.make_item_type_service(session),
				item_service=self.make_item_service(session),
				prices=self.make_price_service(session),
				stock=self.make_stock_service(session),
			),
			actor=Actor(job.requested_by, f"Importación {job.id}"),
			today=self.read_today(),
			is_update=job.mode == ImportMode.UPDATE,
			amounts=AmountWriting(job.amounts),
		)

	def make_import_service(self, session: Session) -> ImportService:
		return ImportService(
			session,
			ImportRepository(session),
			ImportChangeRepository(session),
			FormerSaleRepository(session),
			ConsentRepository(session),
			self.publisher,
			self.make_auditor(session),
			max_bytes=self.config.import_max_bytes,
			report_days=self.config.import_report_days,
		)

	def make_import_wizard_service(self, session: Session) -> ImportWizardService:
		return ImportWizardService(
			session,
			ImportRepository(session),
			ImportMemoryRepository(session),
			ImportChangeRepository(session),
			ConsentRepository(session),
			self.publisher,
			self.make_auditor(session),
		)

	def make_consent_proof_service(self, session: Session) -> ConsentProofService:
		return ConsentProofService(
			CustomerRepository(session), ConsentRepository(session), ImportRepository(session)
		)

	def make_report_exporter(self, session: Session) -> RejectedReportExporter:
		return RejectedReportExporter(session, self.database)
