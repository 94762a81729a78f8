"""A person's own account: password, sessions, second factor."""

from uuid import UUID

from campaigns.accounts.api.actors import read_staff_id
from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.campaigns.accounts import Account, OwnSession, PasswordChange
from chasqui.contracts.campaigns.second_factor import (
	CodeProof,
	Enrolment,
	FullProof,
	PasswordProof,
	RecoveryCodes,
	SecondFactorState,
)
from chasqui.contracts.endpoints.campaigns import accounts as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AccountParts) -> Routes:
	routes = Routes("account", __name__)
	serve_account(routes, wiring)
	serve_second_factor(routes, wiring)
	return routes


def serve_account(routes: Routes, wiring: AccountParts) -> None:
	"""Add who one is, the password and the sign-ins."""

	@routes.serve(endpoints.show_account)
	def show_account() -> Account:
		return wiring.make_staff_reader(read_session()).show(read_staff_id())

	@routes.serve(endpoints.change_password)
	def change_password(*, body: PasswordChange) -> None:
		own = wiring.make_account_service(read_session())
		own.change_password(read_staff_id(), body, read_principal().sid)

	@routes.serve(endpoints.list_sessions)
	def list_sessions() -> Page[OwnSession]:
		sessions = wiring.make_staff_session_service(read_session())
		return Page(items=sessions.list_open(read_staff_id(), read_principal().sid))

	@routes.serve(endpoints.end_other_sessions)
	def end_other_sessions() -> None:
		sessions = wiring.make_staff_session_service(read_session())
		sessions.end_all(read_staff_id(), but=read_principal().sid)

	@routes.serve(endpoints.end_session)
	def end_session(*, session_id: UUID) -> None:
		wiring.make_staff_session_service(read_session()).end_one(read_staff_id(), session_id)


def serve_second_factor(routes: Routes, wiring: AccountParts) -> None:
	"""Add what is done with the second factor."""

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
