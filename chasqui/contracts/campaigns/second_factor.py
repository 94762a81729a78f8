"""Words of the second factor: codes of an authenticator app and recovery codes, owned by campaigns.

Who has one gets no tokens for the password, but a ticket for a second step.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from chasqui.contracts.campaigns.staff import (
	LONGEST_AGENT,
	PATH_SIGN_INS,
	ClientGrant,
	Password,
	PasswordGrant,
	RefreshGrant,
	TokenAnswer,
)
from chasqui.contracts.wire import Contract, Instant

PATH_SECOND_STEP = f"{PATH_SIGN_INS}/second-step"
PATH_ENROLMENT = f"{PATH_SIGN_INS}/enrolment"
PATH_SECOND_FACTOR = "/v1/account/second-factor"

# As typed: six digits of the app, or a recovery code; spaces and hyphens do not count.
Code = Annotated[str, Field(min_length=1, max_length=40)]
Ticket = Annotated[str, Field(min_length=20, max_length=1000)]


class StepKind(StrEnum):
	"""What the password alone does not open: a code is asked for, or a second factor."""

	CODE = "code"
	ENROLMENT = "enrolment"


class SecondStep(Contract):
	"""The password was right and is not enough (status 202). `ticket` is no session: it serves for
	the step of its `kind`, for `expires_in` seconds, and for this account alone.
	"""

	kind: StepKind
	ticket: Ticket
	expires_in: int


class SecondFactorGrant(Contract):
	grant_type: Literal["second_factor"]
	ticket: Ticket
	code: Code


# Who asks for tokens: a person, a person again, or a service.
Grant = Annotated[
	PasswordGrant | RefreshGrant | SecondFactorGrant | ClientGrant,
	Field(discriminator="grant_type"),
]


class SecondStepRequest(Contract):
	"""The portal brings the code, and says from where; `device` is of an earlier sign-in."""

	ticket: Ticket
	code: Code
	address: str = Field(max_length=64)
	agent: str = Field(default="", max_length=LONGEST_AGENT)
	device: str | None = Field(default=None, max_length=1000)


class EnrolmentRequest(Contract):
	ticket: Ticket
	address: str = Field(max_length=64)


class Enrolment(Contract):
	"""A second factor that waits for its first code. `secret` is Base32, to type it; `uri` is
	``otpauth://totp/…``, to show it as a QR code.
	"""

	secret: str
	uri: str


class RecoveryCodes(Contract):
	"""Shown once: only their digests are kept. Each serves once instead of a code of the app."""

	codes: list[str]


class EnrolledSignIn(Contract):
	"""The sign-in of somebody who had to set up a second factor first."""

	tokens: TokenAnswer
	recovery: RecoveryCodes


class SecondFactorState(Contract):
	"""`is_required`: the installation demands one of people with these roles."""

	is_on: bool
	is_required: bool
	since: Instant | None = None
	codes_left: int = 0


class PasswordProof(Contract):
	password: Password


class CodeProof(Contract):
	code: Code


class FullProof(Contract):
	password: Password
	code: Code
