"""«Accesos»: which role may do what, and what each address of the services asks for."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission, Service
from chasqui.contracts.wire import Contract, Page
from chasqui.kernel.security.access import grant
from portal.accounts.lists.access import ADDRESSES, GRANTED, find_addresses, list_granted
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group

blueprint = Blueprint("access", __name__, url_prefix="/accesos")
ENTRY = Entry(Group.ADMINISTRATION, 6, lazy_gettext("Accesos"), "lock", "access.show")


class AddressQuery(Contract):
	"""Which addresses of the services are shown."""

	service: Service | None = None
	permission: Permission | None = None


@blueprint.get("/")
@grant(Permission.SECURITY_READ)
def show() -> ResponseReturnValue:
	"""Show every permission with the roles that have it."""
	return render_template("accounts/access.html", table=GRANTED, rows=list_granted())


@blueprint.get("/direcciones")
@grant(Permission.SECURITY_READ)
def list_addresses() -> ResponseReturnValue:
	"""Show the addresses of the services and what each asks for."""
	query = read_query(AddressQuery)
	found = list(find_addresses(query.service, query.permission))
	return ADDRESSES.render(query, lambda _asked: Page(items=found))
