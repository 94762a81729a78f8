"""A person's own account: the second factor."""

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.campaigns.second_factor import (
	PATH_ENROLMENT,
	PATH_SECOND_FACTOR,
	PATH_SECOND_STEP,
	CodeProof,
	EnrolledSignIn,
	Enrolment,
	EnrolmentRequest,
	FullProof,
	Grant,
	PasswordProof,
	RecoveryCodes,
	SecondFactorState,
	SecondStep,
	SecondStepRequest,
)
from chasqui.contracts.campaigns.security import PATH_SECURITY, SecurityEntry, SecurityQuery
from chasqui.contracts.campaigns.staff import (
	PATH_JWKS,
	PATH_SESSION,
	PATH_SIGN_INS,
	PATH_TOKEN,
	KeySet,
	RevokeRequest,
	SignInRequest,
	Staff,
	StaffQuery,
	TokenAnswer,
)
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page


@API.declare("GET", PATH_SECOND_FACTOR, Permission.ACCOUNT_OWN)
def show_second_factor() -> SecondFactorState: ...


@API.declare("POST", PATH_SECOND_FACTOR, Permission.ACCOUNT_OWN)
def begin_second_factor(*, body: PasswordProof) -> Enrolment: ...


@API.declare("POST", f"{PATH_SECOND_FACTOR}/confirm", Permission.ACCOUNT_OWN)
def confirm_second_factor(*, body: CodeProof) -> RecoveryCodes: ...


@API.declare("POST", f"{PATH_SECOND_FACTOR}/recovery-codes", Permission.ACCOUNT_OWN)
def renew_recovery_codes(*, body: FullProof) -> RecoveryCodes: ...


@API.declare("POST", f"{PATH_SECOND_FACTOR}/switch-off", Permission.ACCOUNT_OWN)
def switch_off_second_factor(*, body: FullProof) -> None: ...


@API.declare("POST", PATH_SECOND_STEP, scopes=[Scope.SIGN_IN_RELAY])
def take_second_step(*, body: SecondStepRequest) -> TokenAnswer: ...


@API.declare("POST", PATH_ENROLMENT, scopes=[Scope.SIGN_IN_RELAY])
def begin_enrolment(*, body: EnrolmentRequest) -> Enrolment: ...


@API.declare("POST", f"{PATH_ENROLMENT}/confirm", scopes=[Scope.SIGN_IN_RELAY])
def confirm_enrolment(*, body: SecondStepRequest) -> EnrolledSignIn: ...


@API.declare("GET", PATH_SECURITY, Permission.SECURITY_READ)
def list_events(*, query: SecurityQuery) -> Page[SecurityEntry]: ...


@API.declare("GET", "/v1/staff", Permission.STAFF_READ)
def list_staff(*, query: StaffQuery) -> Page[Staff]: ...


@API.declare("POST", "/v1/staff/{staff_id}/disable", Permission.STAFF_MANAGE)
def disable_staff(*, staff_id: int) -> None: ...


@API.declare("POST", "/v1/staff/{staff_id}/enable", Permission.STAFF_MANAGE)
def enable_staff(*, staff_id: int) -> None: ...


@API.declare("POST", "/v1/staff/{staff_id}/second-factor/reset", Permission.STAFF_MANAGE)
def reset_second_factor(*, staff_id: int) -> None: ...


@API.declare("POST", PATH_TOKEN, is_public=True, also={202: SecondStep})
def issue_token(*, body: Grant) -> TokenAnswer | SecondStep: ...


@API.declare("POST", PATH_SIGN_INS, scopes=[Scope.SIGN_IN_RELAY], also={202: SecondStep})
def sign_in_for(*, body: SignInRequest) -> TokenAnswer | SecondStep:
	"""Sign in whoever asks the portal, which alone knows from which address."""


@API.declare("POST", f"{PATH_TOKEN}/revoke", is_public=True)
def revoke_token(*, body: RevokeRequest) -> None: ...


@API.declare("GET", PATH_SESSION, Permission.ACCOUNT_OWN)
def check_session() -> None:
	"""Answer 204: the guard has seen that the sign-in of who asks is open."""


@API.declare("GET", PATH_JWKS, is_public=True)
def show_keys() -> KeySet: ...
