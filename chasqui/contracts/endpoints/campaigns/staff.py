"""The accounts of the staff: for those who assign work, and for who keeps them."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.accounts import (
	PATH_STAFF,
	Account,
	AccountExportQuery,
	AccountFields,
	AccountPatch,
	AccountQuery,
	PasswordLink,
)
from chasqui.contracts.campaigns.staff import Staff, StaffQuery
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page

KEEP = Permission.STAFF_MANAGE
PATH_ONE = f"{PATH_STAFF}/{{staff_id}}"


@API.declare("GET", PATH_STAFF, Permission.STAFF_READ)
def list_staff(*, query: StaffQuery) -> Page[Staff]:
	"""List who may sign in, all in one page."""


@API.declare("POST", PATH_STAFF, KEEP, status=201, once=Once.MAY)
def add_account(*, body: AccountFields) -> Account:
	"""Make an account that waits for its person to choose a password."""


@API.declare("GET", f"{PATH_STAFF}/accounts", KEEP)
def list_accounts(*, query: AccountQuery) -> Page[Account]: ...


@API.declare("GET", f"{PATH_STAFF}/accounts/export", KEEP)
def export_accounts(*, query: AccountExportQuery) -> Stream: ...


@API.declare("GET", PATH_ONE, KEEP)
def show_staff(*, staff_id: int) -> Account: ...


@API.declare("PATCH", PATH_ONE, KEEP)
def change_account(*, staff_id: int, body: AccountPatch) -> Account: ...


@API.declare("POST", f"{PATH_ONE}/disable", KEEP)
def disable_staff(*, staff_id: int) -> None: ...


@API.declare("POST", f"{PATH_ONE}/enable", KEEP)
def enable_staff(*, staff_id: int) -> None: ...


@API.declare("POST", f"{PATH_ONE}/sessions/end", KEEP)
def end_staff_sessions(*, staff_id: int) -> None: ...


@API.declare("POST", f"{PATH_ONE}/password/reset", KEEP)
def reset_password(*, staff_id: int) -> PasswordLink:
	"""Take the password off an account; the link to choose another one is shown this once."""


@API.declare("POST", f"{PATH_ONE}/second-factor/reset", KEEP)
def reset_second_factor(*, staff_id: int) -> None: ...
