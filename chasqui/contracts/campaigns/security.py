"""Words of the security log: sign-ins and refusals across the suite, owned by campaigns."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant

PATH_SECURITY = "/v1/security-events"


class SecurityKind(StrEnum):
	SIGNED_IN = "signed_in"
	SIGNED_OUT = "signed_out"
	SIGN_IN_FAILED = "sign_in_failed"
	SIGN_IN_LOCKED = "sign_in_locked"
	SESSIONS_ENDED = "sessions_ended"
	CODE_FAILED = "code_failed"
	CODE_LOCKED = "code_locked"
	CODE_REUSED = "code_reused"
	RECOVERY_CODE_USED = "recovery_code_used"
	TICKET_REFUSED = "ticket_refused"
	PASSWORD_REFUSED = "password_refused"  # noqa: S105
	SECOND_FACTOR_ON = "second_factor_on"
	SECOND_FACTOR_OFF = "second_factor_off"
	SECOND_FACTOR_RESET = "second_factor_reset"
	RECOVERY_CODES_RENEWED = "recovery_codes_renewed"
	PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind, no password
	PASSWORD_RESET = "password_reset"  # noqa: S105
	PASSWORD_CHOSEN = "password_chosen"  # noqa: S105
	PASSWORD_FORGOTTEN = "password_forgotten"  # noqa: S105
	PASSWORD_LINK_REFUSED = "password_link_refused"  # noqa: S105
	ACCOUNT_ADDED = "account_added"
	ACCOUNT_CHANGED = "account_changed"
	ROLES_CHANGED = "roles_changed"
	ACCOUNTS_EXPORTED = "accounts_exported"
	ACCOUNT_DISABLED = "account_disabled"
	ACCOUNT_ENABLED = "account_enabled"
	TOKEN_REFUSED = "token_refused"  # noqa: S105 - a kind, no token
	TOKEN_REUSED = "token_reused"  # noqa: S105
	FORBIDDEN = "forbidden"
	CLIENT_REFUSED = "client_refused"
	SOAP_SECRET_REFUSED = "soap_secret_refused"  # noqa: S105
	SOAP_LOCKED = "soap_locked"
	SOAP_STALE = "soap_stale"
	SOAP_REPLAYED = "soap_replayed"


class SecurityEntry(Contract):
	"""Equal events of a minute, `times` of them; `subject` says who as far as that is known, and
	`subject_name` what a person of the staff is called. `by` is who did it to somebody else's
	account, if it was not the person. `detail` is what was given or changed, as codes: roles, those
	of before and a `>` ahead of those of now, or names of fields.
	"""

	id: int
	at: Instant
	last_at: Instant
	service: str
	kind: str
	subject: str
	subject_name: str = ""
	by: str = ""
	by_name: str = ""
	detail: str = ""
	address: str
	times: int


class SecurityQuery(Contract):
	"""`staff_id`: what happened to an account of the staff, and what its person did to others'."""

	kind: str | None = Field(default=None, max_length=30)
	staff_id: int | None = Field(default=None, ge=1, le=2**63 - 1)
	cursor: str | None = Field(default=None, max_length=300)
	limit: int = Field(default=50, ge=1, le=200)
