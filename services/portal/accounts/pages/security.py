"""«Seguridad»: who came in, who was refused, and where from."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.security import SecurityQuery
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.security.access import grant
from portal.accounts.lists.security import SECURITY
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.siblings import ask

blueprint = Blueprint("security", __name__, url_prefix="/seguridad")
ENTRY = Entry(Group.ADMINISTRATION, 3, lazy_gettext("Seguridad"), "shield-check", "security.show")


@blueprint.get("/")
@grant(Permission.SECURITY_READ)
def show() -> ResponseReturnValue:
	"""Show the security events, the newest first, of one kind or of all."""
	query = read_query(SecurityQuery)
	return SECURITY.render(query, lambda asked: ask(accounts_api.list_events, query=asked))
