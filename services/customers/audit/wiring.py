"""Parts that note who did what; every other feature needs them."""

from datetime import date

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.kernel.clock import read_today
from chasqui.kernel.parts import DataParts
from customers.audit.engines import AuditExporter
from customers.audit.repositories import AuditRepository
from customers.audit.use_cases import Auditor
from customers.config import CustomersConfig


class AuditParts(DataParts[CustomersConfig]):
	"""Of one process; what takes a session lives for one request or task."""

	service = Service.CUSTOMERS

	def make_auditor(self, session: Session) -> Auditor:
		return Auditor(AuditRepository(session), retention_days=self.config.audit_retention_days)

	def make_audit_exporter(self, session: Session) -> AuditExporter:
		return AuditExporter(self.database, self.make_auditor(session))

	def read_today(self) -> date:
		return read_today(self.config.zone)
