"""Duplicates: pairs side by side, merged field by field, and taken back."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from pydantic import ValidationError

from chasqui.contracts.access import Permission
from chasqui.contracts.customers import Customer
from chasqui.contracts.duplicates import (
	MERGED_FIELDS,
	DuplicatePair,
	DuplicateQuery,
	DuplicateReason,
	DuplicateState,
	MergeRequest,
)
from chasqui.kernel.errors import Conflict, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.profile.clients.customers import CustomersClient
from portal.profile.labels.person import FIELD_NAMES
from portal.quality.clients import CareClient
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, tell
from portal.siblings import read_client

PAGE_ROWS = 25
MERGED = "merged"

blueprint = Blueprint("duplicates", __name__, url_prefix="/duplicados")
ENTRY = Entry(Group.CUSTOMERS, 3, lazy_gettext("Duplicados"), "users", "duplicates.show_list")


@blueprint.get("/")
@grant(Permission.QUALITY_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the pairs, the surest first."""
	query = read_query()
	page = load_part(lambda: read_client(CareClient).list_pairs(query))
	return render_template(
		"quality/duplicates/list.html",
		query=query,
		page=page,
		reasons=list(DuplicateReason),
		states=list(DuplicateState),
	)


@blueprint.post("/buscar")
@grant(Permission.QUALITY_MANAGE)
def search() -> ResponseReturnValue:
	"""Look for pairs in the whole master."""
	found = read_client(CareClient).search()
	tell(ngettext("Se halló %(num)s par nuevo.", "Se hallaron %(num)s pares nuevos.", found))
	return redirect(url_for("duplicates.show_list"), 303)


@blueprint.get("/<int:left_id>-<int:right_id>")
@grant(Permission.QUALITY_MANAGE)
def show_pair(left_id: int, right_id: int) -> ResponseReturnValue:
	"""Show two records side by side, to choose field by field; merged ones lead to their merge."""
	fetch = read_client(CustomersClient).fetch_customer
	pair = {left_id: fetch(left_id), right_id: fetch(right_id)}
	for one in pair.values():
		if one.merged_into in pair:
			tell(_("Esos dos registros ya están unidos."), "warn")
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
		made = read_client(CareClient).merge(asked)
	except (Conflict, Invalid) as error:
		fetch = read_client(CustomersClient).fetch_customer
		return render_pair(fetch(left_id), fetch(right_id), error.detail), 422
	tell(_("Los registros quedaron unidos. Puede deshacerlo desde la ficha."))
	return redirect(url_for("duplicates.show_merge", customer_id=made.kept_id), 303)


@blueprint.post("/<int:pair_id>/descartar")
@grant(Permission.QUALITY_MANAGE)
def dismiss(pair_id: int) -> ResponseReturnValue:
	"""Say that the pair is two persons."""
	try:
		read_client(CareClient).dismiss_pair(pair_id)
	except Conflict as error:
		tell(error.detail, "bad")
	else:
		tell(_("Quedó anotado: son clientes distintos."))
	return redirect(url_for("duplicates.show_list"), 303)


@blueprint.get("/uniones/<int:customer_id>")
@grant(Permission.QUALITY_MANAGE)
def show_merge(customer_id: int) -> ResponseReturnValue:
	"""Show the merges of a record, each of which can be taken back."""
	return render_template(
		"quality/duplicates/merges.html",
		customer=read_client(CustomersClient).fetch_customer(customer_id),
		merges=load_part(lambda: read_client(CareClient).list_merges(customer_id)),
		names=FIELD_NAMES,
	)


@blueprint.post("/uniones/<int:customer_id>/<int:merge_id>/deshacer")
@grant(Permission.QUALITY_MANAGE)
def undo(customer_id: int, merge_id: int) -> ResponseReturnValue:
	"""Take a merge back."""
	try:
		read_client(CareClient).undo(merge_id)
	except (Conflict, NotFound) as error:
		tell(error.detail, "bad")
	else:
		tell(_("La unión se deshizo: son otra vez dos clientes."))
	return redirect(url_for("duplicates.show_merge", customer_id=customer_id), 303)


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
	pairs = read_client(CareClient).list_pairs(query).items
	wanted = {left_id, right_id}
	return next((one for one in pairs if {one.left.id, one.right.id} == wanted), None)


def read_query() -> DuplicateQuery:
	"""Return the filters of the address; what makes no sense is left out."""
	typed: dict[str, object] = {"limit": PAGE_ROWS}
	typed |= {key: value for key, value in request.args.items() if value}
	try:
		return DuplicateQuery.model_validate(typed)
	except ValidationError:
		return DuplicateQuery(limit=PAGE_ROWS)
