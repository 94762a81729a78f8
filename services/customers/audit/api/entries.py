"""The audit: who saw, changed, exported, erased what and when."""

from chasqui.contracts.customers.audit import AuditEntry, AuditQuery, ExportNote
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import audit as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.audit.wiring import AuditParts


def build_blueprint(wiring: AuditParts) -> Routes:
	routes = Routes("audit", __name__)

	@routes.serve(endpoints.list_entries)
	def list_entries(*, query: AuditQuery) -> Page[AuditEntry]:
		return wiring.make_auditor(read_session()).list_page(query)

	@routes.serve(endpoints.download_entries)
	def download_entries(*, query: AuditQuery) -> Stream:
		file = wiring.make_audit_exporter(read_session()).open(query, read_actor())
		return Stream(file.chunks, file.media_type, file.name)

	@routes.serve(endpoints.note_export)
	def note_export(*, body: ExportNote) -> None:
		actor = read_actor()
		wiring.make_auditor(read_session()).note_list_export(actor, body)

	return routes
