"""Customers: read, register, change, archive."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.consents import ConsentChange
from chasqui.contracts.customers.people import Customer, CustomerPatch
from chasqui.contracts.customers.rights import CustomerRegistration
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page


@API.declare("POST", "/v1/customers", Permission.CUSTOMERS_WRITE, status=201, once=Once.MAY)
def register_customer(*, body: CustomerRegistration) -> Customer: ...


@API.declare("POST", "/v1/customers/checks", Permission.CUSTOMERS_WRITE)
def check_customer(*, body: CustomerRegistration) -> None:
	"""Say all that is wrong with a new customer (422); nothing is kept."""


@API.declare(
	"GET", "/v1/customers/{customer_id}", Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN
)
def show_customer(*, customer_id: int) -> Customer: ...


@API.declare("GET", "/v1/customers/{customer_id}/consent-changes", Permission.CUSTOMERS_READ)
def list_consent_changes(*, customer_id: int) -> Page[ConsentChange]: ...


@API.declare("PATCH", "/v1/customers/{customer_id}", Permission.CUSTOMERS_WRITE)
def change_customer(*, customer_id: int, body: CustomerPatch) -> Customer: ...


@API.declare("POST", "/v1/customers/{customer_id}/checks", Permission.CUSTOMERS_WRITE)
def check_change(*, customer_id: int, body: CustomerPatch) -> None:
	"""Say all that is wrong with a change (422), whoever else changed it; nothing is kept."""


@API.declare("DELETE", "/v1/customers/{customer_id}", Permission.CUSTOMERS_WRITE)
def archive_customer(*, customer_id: int) -> None: ...


@API.declare("POST", "/v1/customers/{customer_id}/restore", Permission.CUSTOMERS_WRITE)
def restore_customer(*, customer_id: int) -> Customer: ...
