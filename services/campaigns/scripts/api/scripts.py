"""Scripts over HTTP: of all campaigns, and of one."""

from campaigns.hours.api.settings import SettingEndpoints, serve_setting
from campaigns.scripts.wiring import ScriptsParts
from chasqui.contracts.campaigns.scripts import (
	ScriptPreview,
	ScriptPreviewRequest,
)
from chasqui.contracts.endpoints.campaigns import scripts as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: ScriptsParts) -> Routes:
	routes = Routes("call_scripts", __name__)

	setting = SettingEndpoints(
		endpoints.show_script,
		endpoints.set_script,
		endpoints.show_own_script,
		endpoints.set_own_script,
		endpoints.drop_own_script,
	)
	serve_setting(routes, setting, wiring.make_call_script_service)

	@routes.serve(endpoints.preview_script)
	def preview_script(*, campaign_id: int, body: ScriptPreviewRequest) -> ScriptPreview:
		reader = wiring.make_call_script_reader(read_session())
		return reader.preview(campaign_id, body, read_principal().name)

	return routes
