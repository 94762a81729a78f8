"""Parts of what the company offers and who has it."""

from sqlalchemy.orm import Session

from customers.audit.wiring import AuditParts
from customers.catalogue.repositories import HeldServiceRepository
from customers.catalogue.use_cases import ServiceShelf


class CatalogueParts(AuditParts):
	"""Services as they were noted with customers."""

	def make_service_shelf(self, session: Session) -> ServiceShelf:
		return ServiceShelf(HeldServiceRepository(session))
