"""The audit: who saw, changed, exported or erased what; filtered in the address."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.audit import AuditEntry, AuditQuery
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.customers.names import MOST_NAMES
from chasqui.contracts.endpoints.customers import audit as audit_api
from chasqui.contracts.wire import check_year, read_answer
from chasqui.kernel.security.access import grant
from chasqui.kernel.sheets.cells import Row
from chasqui.kernel.texts.text import say
from portal.accounts.labels.security import name_actor
from portal.rights.lists import TITLES, build_audit, write_row
from portal.shell.clients import find_names
from portal.shell.labels.formats import read_zone
from portal.shell.pages.addresses import Misread, MisreadAddress, understand
from portal.shell.pages.downloads import read_lines, send_rows
from portal.shell.pages.list_page import ListPage
from portal.shell.pages.menu import Entry, Group
from portal.siblings import ask, open_stream

PAGE_ROWS = 50

blueprint = Blueprint("audit", __name__, url_prefix="/auditoria")
ENTRY = Entry(Group.ADMINISTRATION, 2, lazy_gettext("Auditoría"), "eye", "audit.show")


@blueprint.get("/")
@grant(Permission.AUDIT_READ)
def show() -> ResponseReturnValue:
	"""Show the entries, the newest first."""
	query = read_query()
	asked_for = {query.actor: name_actor(query.actor, "")} if query.actor else {}

	def dress(entries: Sequence[AuditEntry]) -> ListPage[AuditEntry]:
		actors = {one.actor: name_actor(one.actor, one.actor_name) for one in entries}
		names = find_names(one.customer_id for one in entries) or {}
		return build_audit({**asked_for, **actors}, names)

	return dress([]).render(
		query, lambda asked: ask(audit_api.list_entries, query=asked), dress=dress
	)


@blueprint.get("/auditoria.<any(csv, xlsx):form>")
@grant(Permission.AUDIT_READ)
def download(form: str) -> ResponseReturnValue:
	"""Send the filtered audit as a file, in the words of the page."""
	lines = read_lines(open_stream(audit_api.download_entries, query=read_query()))
	return send_rows(read_rows(lines), TITLES, "auditoria", TableFormat(form))


def read_rows(lines: Iterator[bytes]) -> Iterator[Row]:
	"""Yield the rows of the file, the names of customers asked for many at once."""
	entries = (read_answer(AuditEntry, line) for line in lines)
	while some := list(islice(entries, MOST_NAMES)):
		names = find_names(one.customer_id for one in some) or {}
		for entry in some:
			yield write_row(entry, names)


def read_query() -> AuditQuery:
	"""Return the filters of the address. The days are of the installation's zone, both included.

	:raises MisreadAddress: one makes no sense
	"""
	names = ("customer_id", "actor", "action", "cursor")
	typed = {name: request.args[name] for name in names if request.args.get(name)}
	since, until = (read_day(name) for name in ("desde", "hasta"))
	return understand(
		AuditQuery,
		typed,
		limit=PAGE_ROWS,
		since=start_day(since) if since else None,
		until=start_day(until + timedelta(days=1)) if until else None,
	)


def read_day(name: str) -> date | None:
	"""Return a day of the address, or None where there is none.

	:raises MisreadAddress: it is no day
	"""
	typed = request.args.get(name, "").strip()
	try:
		return check_year(date.fromisoformat(typed)) if typed else None
	except ValueError as error:
		reason = say("Debe ser una fecha: AAAA-MM-DD.")
		raise MisreadAddress([Misread(name, typed, reason)]) from error


def start_day(day: date) -> datetime:
	"""Return the instant at which a day begins here."""
	return datetime.combine(day, time(), read_zone())
