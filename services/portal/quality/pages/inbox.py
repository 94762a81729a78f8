"""The inbox of faults in the data: counted by kind, fixed or dismissed one by one."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.quality import QualityDismissal, QualityKind, QualityQuery
from chasqui.contracts.endpoints.customers import quality as quality_api
from chasqui.kernel.security.access import grant
from portal.quality.labels import ADVICE
from portal.quality.lists import build_faulty
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part, notify
from portal.siblings import ask

PAGE_ROWS = 25

blueprint = Blueprint("quality", __name__, url_prefix="/calidad")
ENTRY = Entry(Group.CUSTOMERS, 5, lazy_gettext("Calidad de datos"), "adjustments", "quality.show")


@blueprint.get("/")
@grant(Permission.QUALITY_MANAGE)
def show() -> ResponseReturnValue:
	"""Show how many customers have each fault, and those with the chosen one."""
	kind = read_kind(request.args.get("kind", ""))
	cursor = request.args.get("cursor") or None
	query = QualityQuery(kind=kind, cursor=cursor, limit=PAGE_ROWS)
	return render_template(
		"quality/show.html",
		kind=kind,
		counts=load_part(partial(ask, quality_api.count_faults)),
		list=build_faulty(kind).fill(
			query, lambda asked: ask(quality_api.list_faulty, query=asked)
		),
		advice=ADVICE[kind],
	)


@blueprint.post("/revisado")
@grant(Permission.QUALITY_MANAGE)
def dismiss() -> ResponseReturnValue:
	"""Say that a fault of a customer is none."""
	kind = read_kind(request.form.get("kind", ""))
	customer_id = request.form.get("customer_id", 0, type=int)
	note = request.form.get("note", "")[:200]
	dismissal = QualityDismissal(kind=kind, customer_id=customer_id, note=note)
	ask(quality_api.dismiss_fault, body=dismissal)
	notify(_("Quedó revisado."))
	return redirect(url_for("quality.show", kind=kind.value), 303)


def read_kind(text: str) -> QualityKind:
	"""Return the kind of fault of the address; the first one where it makes no sense."""
	return next((kind for kind in QualityKind if kind == text), QualityKind.BOUNCED_EMAIL)
