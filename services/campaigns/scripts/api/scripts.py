"""Scripts over HTTP: of all campaigns, and of one."""

from campaigns.scripts.wiring import ScriptsParts
from chasqui.contracts.campaigns.scripts import (
	CallScriptUpdate,
	KeptScript,
	ScriptPreview,
	ScriptPreviewRequest,
)
from chasqui.contracts.endpoints.campaigns import scripts as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: ScriptsParts) -> Routes:
	routes = Routes("call_scripts", __name__)

	@routes.serve(endpoints.show_script)
	def show_script() -> KeptScript:
		return wiring.make_call_script_service(read_session()).show()

	@routes.serve(endpoints.set_script)
	def set_script(*, body: CallScriptUpdate) -> KeptScript:
		service = wiring.make_call_script_service(read_session())
		return service.set(body, read_principal().name)

	@routes.serve(endpoints.show_own_script)
	def show_own_script(*, campaign_id: int) -> KeptScript:
		return wiring.make_call_script_service(read_session()).show(campaign_id)

	@routes.serve(endpoints.set_own_script)
	def set_own_script(*, campaign_id: int, body: CallScriptUpdate) -> KeptScript:
		service = wiring.make_call_script_service(read_session())
		return service.set(body, read_principal().name, campaign_id)

	@routes.serve(endpoints.drop_own_script)
	def drop_own_script(*, campaign_id: int) -> None:
		name = read_principal().name
		wiring.make_call_script_service(read_session()).drop(campaign_id, name)

	@routes.serve(endpoints.preview_script)
	def preview_script(*, campaign_id: int, body: ScriptPreviewRequest) -> ScriptPreview:
		reader = wiring.make_call_script_reader(read_session())
		return reader.preview(campaign_id, body, read_principal().name)

	return routes
