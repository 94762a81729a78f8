"""One customer: what was done with it, and all that is held about it."""

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.activity import CustomerActivity
from chasqui.contracts.advisors import AdvisorLink
from chasqui.contracts.customers.rights import Holdings
from chasqui.contracts.endpoints.campaigns import API


@API.declare(
	"GET",
	"/v1/customers/{customer_id}/activity",
	Permission.CUSTOMERS_READ,
	Permission.CUSTOMERS_READ_OWN,
)
def show_activity(*, customer_id: int) -> CustomerActivity: ...


@API.declare("GET", "/v1/customers/{customer_id}/advisors/{staff_id}", scopes=[Scope.ADVISORS_READ])
def show_advisor_link(*, customer_id: int, staff_id: int) -> AdvisorLink: ...


@API.declare("GET", "/v1/customers/{customer_id}/holdings", Permission.RIGHTS_MANAGE)
def show_holdings(*, customer_id: int) -> Holdings: ...
