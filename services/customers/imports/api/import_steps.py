"""The steps of an import that a person takes: columns, dry run, start, pause, end."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.imports import ImportColumns, ImportPlan, ImportProgress
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_session
from customers.audit.api.actors import read_actor
from customers.imports.use_cases.wizard import ImportWizard
from customers.imports.wiring import ImportParts


def build_blueprint(wiring: ImportParts) -> Blueprint:
	blueprint = Blueprint("import_steps", __name__)

	def make_wizard() -> ImportWizard:
		return wiring.make_import_wizard(read_session())

	@blueprint.get("/v1/imports/<int:import_id>/columns")
	@grant(Permission.IMPORTS_RUN)
	def show_columns(import_id: int) -> ImportColumns:
		return make_wizard().show_columns(import_id)

	@blueprint.post("/v1/imports/<int:import_id>/check")
	@grant(Permission.IMPORTS_RUN)
	def begin_check(import_id: int) -> tuple[ImportProgress, int]:
		return make_wizard().check(import_id, read_body(ImportPlan), read_actor()), 202

	@blueprint.post("/v1/imports/<int:import_id>/run")
	@grant(Permission.IMPORTS_RUN)
	def begin_run(import_id: int) -> tuple[ImportProgress, int]:
		return make_wizard().run(import_id, read_actor()), 202

	@blueprint.post("/v1/imports/<int:import_id>/pause")
	@grant(Permission.IMPORTS_RUN)
	def pause(import_id: int) -> ImportProgress:
		return make_wizard().pause(import_id)

	@blueprint.post("/v1/imports/<int:import_id>/resume")
	@grant(Permission.IMPORTS_RUN)
	def resume(import_id: int) -> tuple[ImportProgress, int]:
		return make_wizard().resume(import_id), 202

	@blueprint.post("/v1/imports/<int:import_id>/cancel")
	@grant(Permission.IMPORTS_RUN)
	def cancel(import_id: int) -> ImportProgress:
		return make_wizard().cancel(import_id)

	return blueprint
