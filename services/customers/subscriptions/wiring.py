"""Parts of services in use."""

from sqlalchemy.orm import Session

from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.catalogue.repositories.items import ItemRepository
from customers.catalogue.repositories.prices import PriceRepository
from customers.catalogue.wiring import CatalogueParts
from customers.people.repositories.customers import CustomerRepository
from customers.people.wiring import PeopleParts
from customers.subscriptions.repositories import SubscriptionRepository
from customers.subscriptions.use_cases import SubscriptionService


class SubscriptionParts(CatalogueParts, PeopleParts):
	"""What customers use."""

	def make_subscription_service(self, session: Session) -> SubscriptionService:
		return SubscriptionService(
			SubscriptionRepository(session),
			CustomerRepository(session),
			ItemRepository(session),
			ItemTypeRepository(session),
			PriceRepository(session),
			self.make_auditor(session),
			today=self.read_today(),
		)
