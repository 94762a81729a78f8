"""The steps of an import that a person takes: columns, dry run, start, pause, end."""

from chasqui.contracts.customers.imports import ImportColumns, ImportPlan, ImportProgress
from chasqui.contracts.endpoints.customers import imports as endpoints
from chasqui.contracts.jobs import JobActRequest
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.imports.use_cases.wizard import ImportWizardService
from customers.imports.wiring import ImportParts


def build_blueprint(wiring: ImportParts) -> Routes:
	routes = Routes("import_steps", __name__)

	def make_wizard() -> ImportWizardService:
		return wiring.make_import_wizard_service(read_session())

	@routes.serve(endpoints.show_columns)
	def show_columns(*, import_id: int) -> ImportColumns:
		return make_wizard().show_columns(import_id)

	@routes.serve(endpoints.begin_check)
	def begin_check(*, import_id: int, body: ImportPlan) -> ImportProgress:
		return make_wizard().check(import_id, body, read_actor())

	@routes.serve(endpoints.begin_run)
	def begin_run(*, import_id: int) -> ImportProgress:
		return make_wizard().run(import_id, read_actor())

	@routes.serve(endpoints.act_on_import)
	def act_on_import(*, import_id: int, body: JobActRequest) -> ImportProgress:
		return make_wizard().act(import_id, body.action)

	@routes.serve(endpoints.begin_undo)
	def begin_undo(*, import_id: int) -> ImportProgress:
		return make_wizard().undo(import_id, read_actor())

	return routes
