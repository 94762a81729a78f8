"""A person's own account: the second factor."""

from campaigns.accounts.api.actors import read_staff_id
from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.campaigns.second_factor import (
	CodeProof,
	Enrolment,
	FullProof,
	PasswordProof,
	RecoveryCodes,
	SecondFactorState,
)
from chasqui.contracts.endpoints.campaigns import accounts as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AccountParts) -> Routes:
	routes = Routes("account", __name__)

	@routes.serve(endpoints.show_second_factor)
	def show_second_factor() -> SecondFactorState:
		return wiring.make_account_service(read_session()).describe(read_staff_id())

	@routes.serve(endpoints.begin_second_factor)
	def begin_second_factor(*, body: PasswordProof) -> Enrolment:
		return wiring.make_account_service(read_session()).begin(read_staff_id(), body.password)

	@routes.serve(endpoints.confirm_second_factor)
	def confirm_second_factor(*, body: CodeProof) -> RecoveryCodes:
		code, sid = body.code, read_principal().sid
		return wiring.make_account_service(read_session()).confirm(read_staff_id(), code, sid)

	@routes.serve(endpoints.renew_recovery_codes)
	def renew_recovery_codes(*, body: FullProof) -> RecoveryCodes:
		return wiring.make_account_service(read_session()).renew_codes(read_staff_id(), body)

	@routes.serve(endpoints.switch_off_second_factor)
	def switch_off_second_factor(*, body: FullProof) -> None:
		wiring.make_account_service(read_session()).switch_off(read_staff_id(), body)

	return routes
