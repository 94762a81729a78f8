"""The staff: for those who assign work, and for the administrator who keeps the accounts."""

from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.campaigns.accounts import (
	Account,
	AccountExportQuery,
	AccountFields,
	AccountPatch,
	AccountQuery,
	PasswordLink,
)
from chasqui.contracts.campaigns.staff import Staff, StaffQuery
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.campaigns import staff as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AccountParts) -> Routes:
	routes = Routes("staff", __name__)
	serve_reading(routes, wiring)
	serve_keeping(routes, wiring)
	serve_closing(routes, wiring)
	return routes


def serve_reading(routes: Routes, wiring: AccountParts) -> None:
	"""Add what shows accounts."""

	@routes.serve(endpoints.list_staff)
	def list_staff(*, query: StaffQuery) -> Page[Staff]:
		return wiring.make_staff_service(read_session()).list_staff(query.role)

	@routes.serve(endpoints.list_accounts)
	def list_accounts(*, query: AccountQuery) -> Page[Account]:
		return wiring.make_staff_reader(read_session()).list_page(query)

	@routes.serve(endpoints.export_accounts)
	def export_accounts(*, query: AccountExportQuery) -> Stream:
		who = read_principal()
		exporter = wiring.make_account_exporter(read_session())
		file = exporter.open(query, subject=who.subject, name=who.name)
		return Stream(file.chunks, file.media_type, file.name)

	@routes.serve(endpoints.show_staff)
	def show_staff(*, staff_id: int) -> Account:
		return wiring.make_staff_reader(read_session()).show(staff_id)


def serve_keeping(routes: Routes, wiring: AccountParts) -> None:
	"""Add what makes and changes accounts."""

	@routes.serve(endpoints.add_account)
	def add_account(*, body: AccountFields) -> Account:
		keeping = wiring.make_account_keeping_service(read_session())
		return keeping.add(body, by=read_principal().subject)

	@routes.serve(endpoints.change_account)
	def change_account(*, staff_id: int, body: AccountPatch) -> Account:
		keeping = wiring.make_account_keeping_service(read_session())
		return keeping.change(staff_id, body, by=read_principal().subject)

	@routes.serve(endpoints.reset_password)
	def reset_password(*, staff_id: int) -> PasswordLink:
		links = wiring.make_password_link_service(read_session())
		return links.reset(staff_id, by=read_principal().subject)


def serve_closing(routes: Routes, wiring: AccountParts) -> None:
	"""Add what closes accounts and opens them again."""

	@routes.serve(endpoints.disable_staff)
	def disable_staff(*, staff_id: int) -> None:
		directory = wiring.make_staff_service(read_session())
		directory.disable(staff_id, by=read_principal().subject)

	@routes.serve(endpoints.enable_staff)
	def enable_staff(*, staff_id: int) -> None:
		directory = wiring.make_staff_service(read_session())
		directory.enable(staff_id, by=read_principal().subject)

	@routes.serve(endpoints.end_staff_sessions)
	def end_staff_sessions(*, staff_id: int) -> None:
		directory = wiring.make_staff_service(read_session())
		directory.end_sessions(staff_id, by=read_principal().subject)

	@routes.serve(endpoints.reset_second_factor)
	def reset_second_factor(*, staff_id: int) -> None:
		directory = wiring.make_staff_service(read_session())
		directory.reset_second_factor(staff_id, by=read_principal().subject)
