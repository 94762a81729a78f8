"""Sign-ins, a person's own account, and the log of security events."""

from uuid import UUID

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.campaigns.accounts import (
	PATH_ACCOUNT,
	Account,
	OwnSession,
	PasswordChange,
)
from chasqui.contracts.campaigns.passwords import (
	PATH_LINKS,
	ForgottenRequest,
	LinkCheck,
	LinkOwner,
	LinkUse,
)
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
	TokenAnswer,
)
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page


@API.declare("GET", PATH_ACCOUNT, Permission.ACCOUNT_OWN)
def show_account() -> Account: ...


@API.declare("POST", f"{PATH_ACCOUNT}/password", Permission.ACCOUNT_OWN)
def change_password(*, body: PasswordChange) -> None: ...


@API.declare("GET", f"{PATH_ACCOUNT}/sessions", Permission.ACCOUNT_OWN)
def list_sessions() -> Page[OwnSession]: ...


@API.declare("POST", f"{PATH_ACCOUNT}/sessions/end-others", Permission.ACCOUNT_OWN)
def end_other_sessions() -> None:
	"""End every own sign-in but the one that asks."""


@API.declare("POST", f"{PATH_ACCOUNT}/sessions/{{session_id}}/end", Permission.ACCOUNT_OWN)
def end_session(*, session_id: UUID) -> None: ...


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


@API.declare("POST", f"{PATH_LINKS}/forgotten", scopes=[Scope.SIGN_IN_RELAY])
def forget_password(*, body: ForgottenRequest) -> None:
	"""Have a link sent by mail, if there is such an account; the answer does not say."""


@API.declare("POST", f"{PATH_LINKS}/check", scopes=[Scope.SIGN_IN_RELAY])
def check_password_link(*, body: LinkCheck) -> LinkOwner: ...


@API.declare("POST", f"{PATH_LINKS}/use", scopes=[Scope.SIGN_IN_RELAY])
def use_password_link(*, body: LinkUse) -> None: ...


@API.declare("GET", PATH_SECURITY, Permission.SECURITY_READ)
def list_events(*, query: SecurityQuery) -> Page[SecurityEntry]: ...


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
