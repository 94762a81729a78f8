"""What imports found and brought besides customers: dry runs, evidence."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.imports import ConsentProof, ImportCheck
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_session
from customers.imports.wiring import ImportParts


def build_blueprint(wiring: ImportParts) -> Blueprint:
	blueprint = Blueprint("import_findings", __name__)

	@blueprint.get("/v1/imports/<int:import_id>/check")
	@grant(Permission.IMPORTS_RUN)
	def show_check(import_id: int) -> ImportCheck:
		return wiring.make_import_wizard(read_session()).show_check(import_id)

	@blueprint.get("/v1/customers/<int:customer_id>/consents")
	@grant(Permission.CUSTOMERS_READ)
	def list_consents(customer_id: int) -> Page[ConsentProof]:
		return wiring.make_consent_proofs(read_session()).list_proofs(customer_id)

	return blueprint
