"""Services in use."""

from chasqui.contracts.customers.subscriptions import (
	Subscription,
	SubscriptionEnd,
	SubscriptionFields,
)
from chasqui.contracts.endpoints.customers import subscriptions as endpoints
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.subscriptions.use_cases import SubscriptionService
from customers.subscriptions.wiring import SubscriptionParts


def build_blueprint(wiring: SubscriptionParts) -> Routes:
	routes = Routes("subscriptions", __name__)

	def make_service() -> SubscriptionService:
		return wiring.make_subscription_service(read_session())

	@routes.serve(endpoints.list_subscriptions)
	def list_subscriptions(*, customer_id: int, query: ListQuery) -> Page[Subscription]:
		wiring.make_advisor_guard(read_session()).admit(read_principal(), customer_id)
		return make_service().list_page(customer_id, query)

	@routes.serve(endpoints.add_subscription)
	def add_subscription(*, customer_id: int, body: SubscriptionFields) -> Subscription:
		return make_service().add(customer_id, body, read_actor())

	@routes.serve(endpoints.end_subscription)
	def end_subscription(*, subscription_id: int, body: SubscriptionEnd) -> Subscription:
		return make_service().end(subscription_id, body, read_actor())

	@routes.serve(endpoints.upgrade_subscription)
	def upgrade_subscription(*, subscription_id: int, body: SubscriptionFields) -> Subscription:
		return make_service().upgrade(subscription_id, body, read_actor())

	return routes
