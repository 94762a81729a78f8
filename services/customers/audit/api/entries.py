"""The audit: who saw, changed, exported, erased what and when."""

from collections.abc import Iterator

from flask import Blueprint, Response

from chasqui.contracts.access import Permission
from chasqui.contracts.audit import PATH_AUDIT, PATH_AUDIT_CSV, AuditEntry, AuditQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.data.spreadsheets import write_line
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_query, read_session
from customers.audit.api.actors import read_actor
from customers.audit.wiring import AuditParts

REPORT_PAGE = 200
COLUMNS = ("at", "actor_name", "actor", "action", "customer_id")
TITLES = ("cuando", "quien", "cuenta", "accion", "cliente", "detalle")


def build_blueprint(wiring: AuditParts) -> Blueprint:
	blueprint = Blueprint("audit", __name__)

	@blueprint.get(PATH_AUDIT)
	@grant(Permission.AUDIT_READ)
	def list_entries() -> Page[AuditEntry]:
		return wiring.make_auditor(read_session()).list_page(read_query(AuditQuery))

	@blueprint.get(PATH_AUDIT_CSV)
	@grant(Permission.AUDIT_READ)
	def download_entries() -> Response:
		query = read_query(AuditQuery)
		wiring.make_auditor(read_session()).note_export(read_actor(), query)
		headers = {"Content-Disposition": 'attachment; filename="auditoria.csv"'}
		lines = _write_report(wiring, query)
		return Response(lines, content_type="text/csv; charset=utf-8", headers=headers)

	return blueprint


def _write_report(wiring: AuditParts, query: AuditQuery) -> Iterator[str]:
	"""Yield the report page by page; the request's own session has ended by then."""
	yield "\ufeff" + write_line(TITLES)  # with a BOM, spreadsheets read UTF-8
	asked = query.model_copy(update={"limit": REPORT_PAGE, "cursor": None})
	while True:
		with wiring.database.open_session() as session:
			page = wiring.make_auditor(session).list_page(asked)
		yield "".join(map(_write_entry, page.items))
		if page.next_cursor is None:
			return
		asked = asked.model_copy(update={"cursor": page.next_cursor})


def _write_entry(entry: AuditEntry) -> str:
	values = entry.model_dump(mode="json")
	told = "; ".join(f"{name}={value}" for name, value in entry.details.items())
	return write_line([*(values[name] for name in COLUMNS), told])
