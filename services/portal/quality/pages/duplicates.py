"""Duplicates: pairs side by side, merged field by field, and taken back."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.quality import (
	MERGED_FIELDS,
	DuplicatePair,
	DuplicateQuery,
	MergeRequest,
)
from chasqui.contracts.endpoints.customers import quality as quality_api
from chasqui.contracts.endpoints.customers import registration as registration_api
from chasqui.contracts.jobs import JobQuery
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.security.access import grant
from portal.profile.labels.person import FIELD_NAMES
from portal.quality.lists import PAIRS, build_merges
from portal.shell.clients import find_names
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, notify, notify_refusals
from portal.siblings import ask

PAGE_ROWS = 25

blueprint = Blueprint("duplicates", __name__, url_prefix="/duplicados")
ENTRY = Entry(Group.CUSTOMERS, 4, lazy_gettext("Duplicados"), "users", "duplicates.show_list")


@blueprint.get("/")
@grant(Permission.QUALITY_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the pairs, the surest first."""
	query = read_query(DuplicateQuery, limit=PAGE_ROWS)
	latest = load_part(lambda: ask(quality_api.list_searches, query=JobQuery(limit=1)))
	return render_template(
		"quality/duplicates/list.html",
		list=PAIRS.fill(query, lambda asked: ask(quality_api.list_pairs, query=asked)),
		search=next(iter(latest.value.items), None) if latest.value else None,
	)


@blueprint.post("/buscar")
@grant(Permission.QUALITY_MANAGE)
def search() -> ResponseReturnValue:
	"""Have the whole master searched; the page shows how it goes."""
	ask(quality_api.search_pairs)
	notify(_("La búsqueda empezó. Aquí verá cómo avanza."), "info")
	return redirect(url_for("duplicates.show_list"), 303)


@blueprint.get("/<int:left_id>-<int:right_id>")
@grant(Permission.QUALITY_MANAGE)
def show_pair(left_id: int, right_id: int) -> ResponseReturnValue:
	"""Show two records side by side, to choose field by field; merged ones lead to their merge."""
	pair = {one: fetch_customer(one) for one in (left_id, right_id)}
	for one in pair.values():
		if one.merged_into in pair:
			notify(_("Esos dos registros ya están unidos."), "warn")
			return redirect(url_for("duplicates.show_merge", customer_id=one.merged_into), 303)
	return render_pair(pair[left_id], pair[right_id], "")


@blueprint.post("/<int:left_id>-<int:right_id>")
@grant(Permission.QUALITY_MANAGE)
def merge(left_id: int, right_id: int) -> ResponseReturnValue:
	"""Merge the two records as was chosen."""
	kept_id = right_id if request.form.get("kept") == "right" else left_id
	merged_side = "left" if kept_id == right_id else "right"
	taken = [name for name in MERGED_FIELDS if request.form.get(name) == merged_side]
	asked = MergeRequest(
		kept_id=kept_id, merged_id=left_id if kept_id == right_id else right_id, taken=taken
	)
	try:
		made = ask(quality_api.merge_customers, body=asked)
	except (Conflict, Invalid) as error:
		pair = (fetch_customer(left_id), fetch_customer(right_id))
		return render_pair(*pair, str(error.detail)), 422
	notify(_("Los registros quedaron unidos. Puede deshacerlo desde la ficha."))
	return redirect(url_for("duplicates.show_merge", customer_id=made.kept_id), 303)


@blueprint.post("/<int:pair_id>/descartar")
@grant(Permission.QUALITY_MANAGE)
def dismiss(pair_id: int) -> ResponseReturnValue:
	"""Say that the pair is two persons."""
	with notify_refusals():
		ask(quality_api.dismiss_pair, pair_id=pair_id)
		notify(_("Quedó anotado: son clientes distintos."))
	return redirect(url_for("duplicates.show_list"), 303)


@blueprint.get("/uniones/<int:customer_id>")
@grant(Permission.QUALITY_MANAGE)
def show_merge(customer_id: int) -> ResponseReturnValue:
	"""Show the merges of a record, each of which can be taken back."""
	merges = load_part(lambda: ask(quality_api.list_merges, customer_id=customer_id))
	made = merges.value.items if merges.value else []
	names = find_names(one for row in made for one in (row.kept_id, row.merged_id))
	return render_template(
		"quality/duplicates/merges.html",
		customer=fetch_customer(customer_id),
		merges=merges,
		table=build_merges(customer_id, names or {}),
	)


@blueprint.post("/uniones/<int:customer_id>/<int:merge_id>/deshacer")
@grant(Permission.QUALITY_MANAGE)
def undo(customer_id: int, merge_id: int) -> ResponseReturnValue:
	"""Take a merge back."""
	with notify_refusals():
		ask(quality_api.undo_merge, merge_id=merge_id)
		notify(
			_(
				"La unión se deshizo: son otra vez dos clientes, y si eran un par hallado, quedó "
				"entre los «Distintos»."
			)
		)
	return redirect(url_for("duplicates.show_merge", customer_id=customer_id), 303)


def fetch_customer(customer_id: int) -> Customer:
	"""Return a record; NotFound if there is none."""
	return ask(registration_api.show_customer, customer_id=customer_id)


def render_pair(left: Customer, right: Customer, fault: str) -> str:
	"""Return the page of a pair."""
	return render_template(
		"quality/duplicates/pair.html",
		left=left,
		right=right,
		pair=find_pair(left.id, right.id),
		names=FIELD_NAMES,
		fault=fault,
	)


def find_pair(left_id: int, right_id: int) -> DuplicatePair | None:
	"""Return the open pair of two records, if the search found one."""
	query = DuplicateQuery(customer_id=left_id, limit=100)
	pairs = ask(quality_api.list_pairs, query=query).items
	wanted = {left_id, right_id}
	return next((one for one in pairs if {one.left.id, one.right.id} == wanted), None)
