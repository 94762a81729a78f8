"""Who is in several campaigns, in which, and what they got of each (K20)."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.overlaps import RepeatQuery
from chasqui.contracts.endpoints.campaigns import overlaps as overlaps_api
from chasqui.kernel.security.access import grant
from portal.overlaps.lists import REPEATED, USUAL, dress
from portal.shell.pages.addresses import read_query
from portal.siblings import ask

blueprint = Blueprint("repeated", __name__, url_prefix="/repetidos/clientes")


@blueprint.get("/")
@grant(Permission.AUDIENCES_READ)
def show_list() -> ResponseReturnValue:
	"""Show them, narrowed and searched; every filter lives in the address."""
	query = read_query(RepeatQuery, usual=USUAL)
	return REPEATED.render(
		query, lambda asked: ask(overlaps_api.list_repeated, query=asked), dress=dress
	)
