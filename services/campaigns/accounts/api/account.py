"""A person's own account: the second factor."""

from flask import Blueprint

from campaigns.accounts.api.actors import read_staff_id
from campaigns.accounts.wiring import AccountParts
from chasqui.contracts.access import Permission
from chasqui.contracts.second_factor import (
	PATH_SECOND_FACTOR,
	CodeProof,
	Enrolment,
	FullProof,
	PasswordProof,
	RecoveryCodes,
	SecondFactorState,
)
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_session


def build_blueprint(wiring: AccountParts) -> Blueprint:
	blueprint = Blueprint("account", __name__)

	@blueprint.get(PATH_SECOND_FACTOR)
	@grant(Permission.ACCOUNT_OWN)
	def show_second_factor() -> SecondFactorState:
		return wiring.make_account_desk(read_session()).describe(read_staff_id())

	@blueprint.post(PATH_SECOND_FACTOR)
	@grant(Permission.ACCOUNT_OWN)
	def begin_second_factor() -> Enrolment:
		proof = read_body(PasswordProof)
		return wiring.make_account_desk(read_session()).begin(read_staff_id(), proof.password)

	@blueprint.post(f"{PATH_SECOND_FACTOR}/confirm")
	@grant(Permission.ACCOUNT_OWN)
	def confirm_second_factor() -> RecoveryCodes:
		code, sid = read_body(CodeProof).code, read_principal().sid
		return wiring.make_account_desk(read_session()).confirm(read_staff_id(), code, sid)

	@blueprint.post(f"{PATH_SECOND_FACTOR}/recovery-codes")
	@grant(Permission.ACCOUNT_OWN)
	def renew_recovery_codes() -> RecoveryCodes:
		proof = read_body(FullProof)
		return wiring.make_account_desk(read_session()).renew_codes(read_staff_id(), proof)

	@blueprint.post(f"{PATH_SECOND_FACTOR}/switch-off")
	@grant(Permission.ACCOUNT_OWN)
	def switch_off_second_factor() -> tuple[str, int]:
		proof = read_body(FullProof)
		wiring.make_account_desk(read_session()).switch_off(read_staff_id(), proof)
		return "", 204

	return blueprint
