"""Links to choose a password, which the portal brings for whoever has one."""

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.campaigns.passwords import ForgottenRequest, LinkCheck, LinkOwner, LinkUse
from chasqui.contracts.endpoints.campaigns import accounts as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AccountParts) -> Routes:
	routes = Routes("password_links", __name__)

	@routes.serve(endpoints.forget_password)
	def forget_password(*, body: ForgottenRequest) -> None:
		wiring.make_forgotten_password_service(read_session()).ask(body)

	@routes.serve(endpoints.check_password_link)
	def check_password_link(*, body: LinkCheck) -> LinkOwner:
		return wiring.make_password_link_service(read_session()).check(body)

	@routes.serve(endpoints.use_password_link)
	def use_password_link(*, body: LinkUse) -> None:
		wiring.make_password_link_service(read_session()).use(body)

	return routes
