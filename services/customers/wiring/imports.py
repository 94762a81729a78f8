"""Parts of the imports."""

from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.imports import ImportKind
from customers.repositories.imports.held_services import HeldServiceRepository
from customers.repositories.imports.jobs import ImportRepository
from customers.repositories.imports.memory import ImportMemory
from customers.repositories.people.consents import ConsentLedger
from customers.use_cases.imports.checker import ImportChecker
from customers.use_cases.imports.converter import ImportConverter
from customers.use_cases.imports.desk import ImportDesk
from customers.use_cases.imports.first_load import FirstLoad
from customers.use_cases.imports.loading import CustomerImporter
from customers.use_cases.imports.opening import ImportOpener
from customers.use_cases.imports.report import RejectedReport
from customers.use_cases.imports.runner import ImportRunner
from customers.use_cases.imports.service_importer import ServiceImporter
from customers.use_cases.imports.service_shelf import ServiceShelf
from customers.use_cases.imports.wizard import ImportWizard
from customers.wiring.shared import SharedParts


class ImportParts(SharedParts):
	"""From the upload to the last row."""

	@cached_property
	def first_load(self) -> FirstLoad:
		return FirstLoad(
			self.database,
			from_rows=self.config.import_first_load_rows,
			lease_seconds=self.config.import_lease_seconds,
		)

	@cached_property
	def import_runner(self) -> ImportRunner:
		config, database = self.config, self.database
		zone, batch_rows = config.zone, config.import_batch_rows
		lease_seconds = config.import_lease_seconds
		opener = ImportOpener(database, self.mark_erased)
		services = ServiceImporter(database)
		converter = ImportConverter(
			database,
			most_bytes=config.import_unpacked_max_bytes,
			most_json_bytes=config.import_json_max_bytes,
			lease_seconds=lease_seconds,
		)
		checker = ImportChecker(
			database, opener, zone=zone, batch_rows=batch_rows, lease_seconds=lease_seconds
		)
		importer = CustomerImporter(
			database,
			opener,
			self.cube_clock,
			self.first_load,
			self.publisher,
			zone=zone,
			batch_rows=batch_rows,
			lanes=config.import_lanes,
			lease_seconds=lease_seconds,
		)
		return ImportRunner(
			database,
			converter,
			{ImportKind.CUSTOMERS: checker, ImportKind.SERVICES: services},
			{ImportKind.CUSTOMERS: importer, ImportKind.SERVICES: services},
			lease_seconds=lease_seconds,
		)

	def make_import_desk(self, session: Session) -> ImportDesk:
		return ImportDesk(
			session,
			ImportRepository(session),
			ConsentLedger(session),
			self.publisher,
			self.make_auditor(session),
			max_bytes=self.config.import_max_bytes,
			report_days=self.config.import_report_days,
		)

	def make_import_wizard(self, session: Session) -> ImportWizard:
		return ImportWizard(
			session,
			ImportRepository(session),
			ImportMemory(session),
			ConsentLedger(session),
			self.publisher,
			self.make_auditor(session),
		)

	def make_service_shelf(self, session: Session) -> ServiceShelf:
		return ServiceShelf(HeldServiceRepository(session))

	def make_report_writer(self) -> RejectedReport:
		return RejectedReport(self.database)
