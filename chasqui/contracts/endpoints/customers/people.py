"""Whose customer somebody is, and the identification that is masked until it is asked for."""

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.advisors import AdvisorLink
from chasqui.contracts.customers.names import CustomerNames, NameQuery
from chasqui.contracts.customers.people import ShownIdentity
from chasqui.contracts.customers.profiles import (
	CustomerProfile,
	CustomField,
	CustomFieldFields,
	CustomFieldPatch,
	KnownTag,
	ProfilePatch,
	TagQuery,
)
from chasqui.contracts.customers.reach import ReachablePeople, ReachRequest
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page


@API.declare(
	"POST",
	"/v1/customers/{customer_id}/identity",
	Permission.CUSTOMERS_READ,
	Permission.CUSTOMERS_READ_OWN,
)
def reveal_identity(*, customer_id: int) -> ShownIdentity: ...


@API.declare("GET", "/v1/customers/names", Permission.CUSTOMERS_READ)
def list_names(*, query: NameQuery) -> CustomerNames: ...


@API.declare("GET", "/v1/customers/{customer_id}/advisors/{staff_id}", scopes=[Scope.ADVISORS_READ])
def show_advisor_link(*, customer_id: int, staff_id: int) -> AdvisorLink: ...


@API.declare(
	"GET",
	"/v1/customers/{customer_id}/profile",
	Permission.CUSTOMERS_READ,
	Permission.CUSTOMERS_READ_OWN,
)
def show_profile(*, customer_id: int) -> CustomerProfile: ...


@API.declare("PATCH", "/v1/customers/{customer_id}/profile", Permission.CUSTOMERS_WRITE)
def change_profile(*, customer_id: int, body: ProfilePatch) -> CustomerProfile: ...


@API.declare("GET", "/v1/tags", Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
def list_tags(*, query: TagQuery) -> Page[KnownTag]: ...


@API.declare("GET", "/v1/custom-fields", Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
def list_fields() -> Page[CustomField]: ...


@API.declare("POST", "/v1/custom-fields", Permission.FIELDS_MANAGE, status=201)
def add_field(*, body: CustomFieldFields) -> CustomField: ...


@API.declare("PATCH", "/v1/custom-fields/{key}", Permission.FIELDS_MANAGE)
def change_field(*, key: str, body: CustomFieldPatch) -> CustomField: ...


@API.declare("POST", "/v1/reachable-people", scopes=[Scope.PEOPLE_REACH])
def find_reachable(*, body: ReachRequest) -> ReachablePeople:
	"""Say who is behind an address, or how a customer is written to; nothing is kept."""
