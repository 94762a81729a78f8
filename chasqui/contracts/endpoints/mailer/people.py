"""One customer: the mails that went to it, and all that is held about it."""

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.activity import CustomerMails
from chasqui.contracts.customers.rights import Holdings
from chasqui.contracts.endpoints.mailer import API
from chasqui.contracts.mailer.people import (
	MailCountRequest,
	MailCounts,
	UnsubscribeRequest,
	UnsubscribeView,
)


@API.declare(
	"GET",
	"/v1/customers/{customer_id}/mails",
	Permission.CUSTOMERS_READ,
	Permission.CUSTOMERS_READ_OWN,
)
def show_mails(*, customer_id: int) -> CustomerMails: ...


@API.declare("POST", "/v1/mail-counts", Permission.RUNS_READ)
def count_mails(*, body: MailCountRequest) -> MailCounts:
	"""Say how many mails each of some customers got of each campaign; nothing is kept."""


@API.declare("GET", "/v1/customers/{customer_id}/holdings", Permission.RIGHTS_MANAGE)
def show_holdings(*, customer_id: int) -> Holdings: ...


@API.declare("GET", "/v1/unsubscribe", scopes=[Scope.UNSUBSCRIBE])
def show_unsubscribe(*, query: UnsubscribeRequest) -> UnsubscribeView: ...


@API.declare("POST", "/v1/unsubscribe", scopes=[Scope.UNSUBSCRIBE])
def unsubscribe(*, body: UnsubscribeRequest) -> UnsubscribeView: ...
