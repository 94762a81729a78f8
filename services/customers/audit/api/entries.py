"""The audit: who saw, changed, exported, erased what and when."""

from collections.abc import Iterator

from chasqui.contracts.customers.audit import AuditEntry, AuditQuery
from chasqui.contracts.endpoint import CSV, Stream
from chasqui.contracts.endpoints.customers import audit as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.data.spreadsheets import write_line
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.audit.wiring import AuditParts

REPORT_PAGE = 200
COLUMNS = ("at", "actor_name", "actor", "action", "customer_id")
TITLES = ("cuando", "quien", "cuenta", "accion", "cliente", "detalle")


def build_blueprint(wiring: AuditParts) -> Routes:
	routes = Routes("audit", __name__)

	@routes.serve(endpoints.list_entries)
	def list_entries(*, query: AuditQuery) -> Page[AuditEntry]:
		return wiring.make_auditor(read_session()).list_page(query)

	@routes.serve(endpoints.download_entries)
	def download_entries(*, query: AuditQuery) -> Stream:
		wiring.make_auditor(read_session()).note_export(read_actor(), query)
		return Stream(_write_report(wiring, query), CSV, "auditoria.csv")

	return routes


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
