"""What campaigns mail to whoever asks, over HTTP: set, and counted."""

from campaigns.hours.api.settings import SettingEndpoints, serve_setting
from campaigns.information.wiring import InformationParts
from chasqui.contracts.campaigns.information import InformationCounts
from chasqui.contracts.endpoints.campaigns import information as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: InformationParts) -> Routes:
	routes = Routes("information", __name__)

	setting = SettingEndpoints(
		endpoints.show_design,
		endpoints.set_design,
		endpoints.show_own_design,
		endpoints.set_own_design,
		endpoints.drop_own_design,
	)
	serve_setting(routes, setting, wiring.make_information_design_service)

	@routes.serve(endpoints.count_requests)
	def count_requests(*, campaign_id: int) -> InformationCounts:
		return wiring.make_information_service(read_session()).count(campaign_id)

	return routes
