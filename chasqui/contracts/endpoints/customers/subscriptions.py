"""Services in use: of a customer, opened, ended, replaced by another plan."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.subscriptions import (
	Subscription,
	SubscriptionEnd,
	SubscriptionFields,
)
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import ListQuery, Page

WRITE = Permission.CUSTOMERS_WRITE


@API.declare(
	"GET",
	"/v1/customers/{customer_id}/subscriptions",
	Permission.CUSTOMERS_READ,
	Permission.CUSTOMERS_READ_OWN,
)
def list_subscriptions(*, customer_id: int, query: ListQuery) -> Page[Subscription]:
	"""Return what a customer uses, then what they used, the latest first."""


@API.declare("POST", "/v1/customers/{customer_id}/subscriptions", WRITE, status=201, once=Once.MAY)
def add_subscription(*, customer_id: int, body: SubscriptionFields) -> Subscription: ...


@API.declare("POST", "/v1/subscriptions/{subscription_id}/end", WRITE)
def end_subscription(*, subscription_id: int, body: SubscriptionEnd) -> Subscription: ...


@API.declare(
	"POST", "/v1/subscriptions/{subscription_id}/upgrade", WRITE, status=201, once=Once.MAY
)
def upgrade_subscription(*, subscription_id: int, body: SubscriptionFields) -> Subscription:
	"""Put another plan in the place of one: it ends on the day that the other begins."""
