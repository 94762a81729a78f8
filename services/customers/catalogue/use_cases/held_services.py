"""Shows the services that wait for the catalogue."""

from chasqui.contracts.imports import HeldService
from customers.catalogue.models.held_service import HeldServiceRow
from customers.catalogue.repositories.held_services import HeldServiceRepository


class ServiceShelf:
	def __init__(self, held: HeldServiceRepository) -> None:
		self._held = held

	def list_all(self) -> list[HeldService]:
		"""Return the services by name, with how many customers are said to have each."""
		return [_view(row, customers) for row, customers in self._held.list_all()]


def _view(row: HeldServiceRow, customers: int) -> HeldService:
	return HeldService(
		id=row.id,
		name=row.name,
		category=row.category,
		price=None if row.price is None else str(row.price),
		details={key: str(value) for key, value in row.details.items()},
		customers=customers,
	)
