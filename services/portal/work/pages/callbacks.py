"""«Mi trabajo»: what an advisor has promised; who reviews calls sees what everybody has."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.calls import CallbackQuery
from chasqui.contracts.endpoints.campaigns import calls as calls_api
from chasqui.kernel.security.access import grant
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.siblings import ask
from portal.work.labels import WORK
from portal.work.lists import CALLBACKS

blueprint = Blueprint("work", __name__, url_prefix="/trabajo")
ENTRY = Entry(Group.WORK, 10, WORK, "user-check", "work.show_callbacks")


@blueprint.get("/")
@grant(Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def show_callbacks() -> ResponseReturnValue:
	"""Show the calls that were promised, the next one first."""
	query = read_query(CallbackQuery)
	return CALLBACKS.render(query, lambda asked: ask(calls_api.list_callbacks, query=asked))
