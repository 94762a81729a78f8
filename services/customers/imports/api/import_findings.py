"""What imports found and brought besides customers: dry runs, evidence."""

from chasqui.contracts.customers.imports import ConsentProof, ImportCheck, ImportConflict
from chasqui.contracts.endpoints.customers import imports as endpoints
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.imports.wiring import ImportParts


def build_blueprint(wiring: ImportParts) -> Routes:
	routes = Routes("import_findings", __name__)

	@routes.serve(endpoints.show_check)
	def show_check(*, import_id: int) -> ImportCheck:
		return wiring.make_import_wizard_service(read_session()).show_check(import_id)

	@routes.serve(endpoints.list_undo_conflicts)
	def list_undo_conflicts(*, import_id: int, query: ListQuery) -> Page[ImportConflict]:
		return wiring.make_import_service(read_session()).list_conflicts(import_id, query)

	@routes.serve(endpoints.list_consents)
	def list_consents(*, customer_id: int) -> Page[ConsentProof]:
		return wiring.make_consent_proof_service(read_session()).list_proofs(customer_id)

	return routes
