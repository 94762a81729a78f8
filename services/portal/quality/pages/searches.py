"""Searches for duplicates: all of them, one as it goes, cancelled by who does not want it."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.customers import quality as quality_api
from chasqui.contracts.jobs import JobQuery
from chasqui.kernel.security.access import grant
from portal.quality.lists import SEARCHES
from portal.shell.pages.addresses import read_query
from portal.shell.pages.job_pages import JobPages, is_busy
from portal.siblings import ask

blueprint = Blueprint("searches", __name__, url_prefix="/duplicados/busquedas")
JobPages(
	rule="/<int:search_id>",
	needs=Permission.QUALITY_MANAGE,
	act=lambda body, search_id: ask(quality_api.act_on_search, body=body, search_id=search_id),
	find=lambda search_id: url_for("searches.show", search_id=search_id),
	question=_("Cancelar la búsqueda"),
	lost=[_("Los pares quedan como estaban antes de ella. Puede buscar otra vez cuando quiera.")],
).add_to(blueprint)


@blueprint.get("/")
@grant(Permission.QUALITY_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the searches, the latest first."""
	query = read_query(JobQuery)
	return SEARCHES.render(query, lambda asked: ask(quality_api.list_searches, query=asked))


@blueprint.get("/<int:search_id>")
@grant(Permission.QUALITY_MANAGE)
def show(search_id: int) -> ResponseReturnValue:
	"""Show a search as it goes."""
	search = ask(quality_api.show_search, search_id=search_id)
	return render_template("quality/duplicates/search.html", search=search)


@blueprint.get("/<int:search_id>/progreso")
@grant(Permission.QUALITY_MANAGE)
def show_progress(search_id: int) -> ResponseReturnValue:
	"""Show how it goes; once it is over the whole page comes anew, with the pairs it found."""
	search = ask(quality_api.show_search, search_id=search_id)
	page = render_template("quality/duplicates/_search.html", search=search)
	return page, {} if is_busy(search.job) else {"HX-Refresh": "true"}
