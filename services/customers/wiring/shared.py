"""Parts that every other part needs."""

from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.kernel.clock import (
	read_today,
)
from chasqui.kernel.parts import DataParts
from customers.config import CustomersConfig
from customers.domain.rights.erased_marks import MakeMark, build_marker
from customers.repositories.people.consents import ConsentLedger
from customers.repositories.people.customers import CustomerRepository
from customers.repositories.rights.audit_log import AuditLog
from customers.repositories.rights.erasures import ErasureRepository
from customers.use_cases.people.consent_keeper import ConsentKeeper
from customers.use_cases.people.contact_events import ContactEvents
from customers.use_cases.rights.auditor import Auditor
from customers.use_cases.rights.eraser import Eraser
from customers.use_cases.segments.cube_clock import CubeClock


class SharedParts(DataParts[CustomersConfig]):
	"""Of one process; what takes a session lives for one request or task."""

	service = Service.CUSTOMERS

	@cached_property
	def cube_clock(self) -> CubeClock:
		return CubeClock(self.database, zone=self.config.zone)

	@cached_property
	def mark_erased(self) -> MakeMark:
		return build_marker(self.config.erasure_key.get_secret_value())

	def make_auditor(self, session: Session) -> Auditor:
		return Auditor(AuditLog(session), retention_days=self.config.audit_retention_days)

	def make_consent_keeper(self, session: Session) -> ConsentKeeper:
		return ConsentKeeper(
			CustomerRepository(session),
			ConsentLedger(session),
			ContactEvents(session, self.publisher),
		)

	def make_eraser(self, session: Session) -> Eraser:
		return Eraser(
			CustomerRepository(session),
			ErasureRepository(session),
			ContactEvents(session, self.publisher),
			self.make_auditor(session),
			self.mark_erased,
		)

	def read_today(self) -> date:
		return read_today(self.config.zone)
