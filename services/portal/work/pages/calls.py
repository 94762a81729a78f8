"""The calls of an advisor, or of all of them, and those that ended in a sale."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.calls import CallKind, CallQuery
from chasqui.contracts.endpoints.campaigns import calls as calls_api
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.access import grant
from portal.shell.labels.formats import read_zone
from portal.shell.pages.addresses import read_query
from portal.siblings import ask
from portal.work.lists import CALLS, SALES

blueprint = Blueprint("work_calls", __name__, url_prefix="/trabajo")


@blueprint.get("/llamadas")
@grant(Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def show_list() -> ResponseReturnValue:
	"""Show recorded calls, the newest first."""
	query = read_query(CallQuery)
	return CALLS.render(query, lambda asked: ask(calls_api.list_calls, query=asked))


@blueprint.get("/hoy")
@grant(Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def show_today() -> ResponseReturnValue:
	"""Lead to the calls of today."""
	today = read_now().astimezone(read_zone()).date()
	whose = request.args.get("advisor_id", type=int)
	return redirect(url_for("work_calls.show_list", day=today.isoformat(), advisor_id=whose))


@blueprint.get("/ventas")
@grant(Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def show_sales() -> ResponseReturnValue:
	"""Show the calls that ended in a sale."""
	query = read_query(CallQuery, kind=CallKind.SALE)
	return SALES.render(query, lambda asked: ask(calls_api.list_calls, query=asked))
