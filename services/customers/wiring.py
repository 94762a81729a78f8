"""The only composition root: which concrete class stands behind which role."""

from datetime import date, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.contracts.imports import ImportKind
from chasqui.kernel.clock import (
	read_now,
	read_today,
)
from chasqui.kernel.consumer import EventConsumer
from chasqui.kernel.parts import DataParts
from customers.clients.risk import RiskEraser
from customers.config import CustomersConfig
from customers.domain.erased_marks import MakeMark, build_marker
from customers.models.feed import EventCursorRow
from customers.repositories.audit_log import AuditLog
from customers.repositories.bulk_jobs import BulkJobRepository
from customers.repositories.consents import ConsentLedger
from customers.repositories.custom_fields import CustomFieldRepository
from customers.repositories.customer_lists import CustomerListRepository
from customers.repositories.customers import CustomerRepository
from customers.repositories.duplicates import DuplicateRepository
from customers.repositories.erasures import ErasureRepository
from customers.repositories.facets import FacetRepository
from customers.repositories.held_services import HeldServiceRepository
from customers.repositories.import_memory import ImportMemory
from customers.repositories.imports import ImportRepository
from customers.repositories.list_conditions import ListConditions
from customers.repositories.profile_joiner import ProfileJoiner
from customers.repositories.profiles import ProfileRepository
from customers.repositories.quality import QualityRepository
from customers.repositories.rights_requests import RightsRequestRepository
from customers.repositories.saved_views import SavedViewRepository
from customers.repositories.segment_cube import SegmentCube
from customers.repositories.segments import SegmentRepository
from customers.use_cases.auditor import Auditor
from customers.use_cases.bulk_desk import BulkDesk
from customers.use_cases.bulk_runner import BulkRunner
from customers.use_cases.consent_keeper import ConsentKeeper, build_handlers
from customers.use_cases.contact_events import ContactEvents
from customers.use_cases.cube_clock import CubeClock
from customers.use_cases.custom_field_keeper import CustomFieldKeeper
from customers.use_cases.customer_keeper import CustomerKeeper
from customers.use_cases.customer_lists import CustomerLists
from customers.use_cases.customer_reader import CustomerReader
from customers.use_cases.duplicate_desk import DuplicateDesk
from customers.use_cases.eraser import Eraser
from customers.use_cases.erasure_runner import ErasureRunner
from customers.use_cases.exporter import Exporter
from customers.use_cases.file_reader import FileParts, FileReader
from customers.use_cases.holdings_teller import HoldingsTeller
from customers.use_cases.import_checker import ImportChecker
from customers.use_cases.import_converter import ImportConverter
from customers.use_cases.import_desk import ImportDesk
from customers.use_cases.import_loading import CustomerImporter
from customers.use_cases.import_opening import ImportOpener
from customers.use_cases.import_report import RejectedReport
from customers.use_cases.import_runner import ImportRunner
from customers.use_cases.import_wizard import ImportWizard
from customers.use_cases.merger import Merger
from customers.use_cases.profile_keeper import ProfileKeeper
from customers.use_cases.quality_inbox import QualityInbox
from customers.use_cases.rights_desk import RightsDesk
from customers.use_cases.segment_counter import MemberStreamer, SegmentCounter
from customers.use_cases.service_importer import ServiceImporter
from customers.use_cases.service_shelf import ServiceShelf
from customers.use_cases.view_keeper import ViewKeeper


class Wiring(DataParts[CustomersConfig]):
	"""Parts of one process. What takes a session lives for one request or task."""

	service = Service.CUSTOMERS

	@cached_property
	def cube_clock(self) -> CubeClock:
		return CubeClock(self.database, zone=self.config.zone)

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

	@cached_property
	def bulk_runner(self) -> BulkRunner:
		return BulkRunner(
			self.database,
			self.make_list_repository,
			lease_seconds=self.config.import_lease_seconds,
		)

	@cached_property
	def mark_erased(self) -> MakeMark:
		return build_marker(self.config.erasure_key.get_secret_value())

	@cached_property
	def risk(self) -> RiskEraser:
		return RiskEraser(
			self.config.risk_url,
			user=self.config.risk_user,
			password=self.config.risk_password.get_secret_value(),
			timeout=self.config.risk_timeout_seconds,
		)

	@cached_property
	def erasure_runner(self) -> ErasureRunner:
		return ErasureRunner(self.database, self.make_eraser, self.risk)

	@cached_property
	def event_consumer(self) -> EventConsumer:
		sources = {
			"campaigns": self.connect(self.config.campaigns_url, Service.CAMPAIGNS),
			"mailer": self.connect(self.config.mailer_url, Service.MAILER),
		}
		handlers = build_handlers(
			self.make_consent_keeper, self.make_eraser, self.make_quality_inbox
		)
		return EventConsumer(self.database, EventCursorRow, sources, handlers)

	def make_customer_reader(self, session: Session) -> CustomerReader:
		return CustomerReader(
			CustomerRepository(session),
			ConsentLedger(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_list_repository(self, session: Session) -> CustomerListRepository:
		return CustomerListRepository(session, self._make_conditions(session))

	def make_customer_lists(self, session: Session) -> CustomerLists:
		conditions, today = self._make_conditions(session), self.read_today()
		return CustomerLists(
			CustomerListRepository(session, conditions),
			FacetRepository(session, conditions, today=today),
			self.make_auditor(session),
			today=today,
		)

	def make_exporter(self, session: Session) -> Exporter:
		return Exporter(
			session,
			self.database,
			self.make_list_repository,
			self.make_auditor(session),
			today=self.read_today(),
			zone=self.config.zone,
		)

	def make_view_keeper(self, session: Session) -> ViewKeeper:
		return ViewKeeper(SavedViewRepository(session))

	def make_bulk_desk(self, session: Session) -> BulkDesk:
		return BulkDesk(
			session,
			self.make_list_repository(session),
			BulkJobRepository(session),
			self.publisher,
		)

	def _make_conditions(self, session: Session) -> ListConditions:
		return ListConditions(session, today=self.read_today(), zone=self.config.zone)

	def make_customer_keeper(self, session: Session) -> CustomerKeeper:
		return CustomerKeeper(
			CustomerRepository(session),
			self.make_consent_keeper(session),
			ContactEvents(session, self.publisher),
			self.make_auditor(session),
			self.make_eraser(session),
			today=self.read_today(),
		)

	def make_profile_keeper(self, session: Session) -> ProfileKeeper:
		return ProfileKeeper(
			CustomerRepository(session),
			ProfileRepository(session),
			CustomFieldRepository(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_custom_field_keeper(self, session: Session) -> CustomFieldKeeper:
		return CustomFieldKeeper(CustomFieldRepository(session))

	def make_file_reader(self, session: Session) -> FileReader:
		parts = FileParts(
			customers=self.make_customer_reader(session),
			profiles=self.make_profile_keeper(session),
			fields=self.make_custom_field_keeper(session),
			log=AuditLog(session),
			desk=self.make_rights_desk(session),
			eraser=self.make_eraser(session),
			merger=self.make_merger(session),
		)
		return FileReader(parts, today=self.read_today())

	def make_eraser(self, session: Session) -> Eraser:
		return Eraser(
			CustomerRepository(session),
			ErasureRepository(session),
			ContactEvents(session, self.publisher),
			self.make_auditor(session),
			self.mark_erased,
		)

	def make_rights_desk(self, session: Session) -> RightsDesk:
		return RightsDesk(
			RightsRequestRepository(session),
			CustomerRepository(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_holdings_teller(self, session: Session) -> HoldingsTeller:
		return HoldingsTeller(
			CustomerRepository(session),
			ProfileRepository(session),
			ConsentLedger(session),
			HeldServiceRepository(session),
			AuditLog(session),
			self.make_auditor(session),
		)

	def make_duplicate_desk(self, session: Session) -> DuplicateDesk:
		return DuplicateDesk(
			DuplicateRepository(session), CustomerRepository(session), today=self.read_today()
		)

	def make_merger(self, session: Session) -> Merger:
		return Merger(
			CustomerRepository(session),
			DuplicateRepository(session),
			ProfileJoiner(session),
			self.make_consent_keeper(session),
			ContactEvents(session, self.publisher),
			self.make_auditor(session),
		)

	def make_quality_inbox(self, session: Session) -> QualityInbox:
		stale_before = read_now() - timedelta(days=self.config.stale_days)
		return QualityInbox(
			QualityRepository(session, stale_before=stale_before),
			CustomerRepository(session),
			today=self.read_today(),
		)

	def make_auditor(self, session: Session) -> Auditor:
		return Auditor(AuditLog(session), retention_days=self.config.audit_retention_days)

	def make_consent_keeper(self, session: Session) -> ConsentKeeper:
		return ConsentKeeper(
			CustomerRepository(session),
			ConsentLedger(session),
			ContactEvents(session, self.publisher),
		)

	def make_segment_counter(self, session: Session) -> SegmentCounter:
		return SegmentCounter(
			SegmentCube(session), SegmentRepository(session), today=self.read_today()
		)

	def make_member_streamer(self) -> MemberStreamer:
		return MemberStreamer(self.database, today=self.read_today())

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

	def read_today(self) -> date:
		return read_today(self.config.zone)
