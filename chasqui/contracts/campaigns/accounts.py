"""Words of the accounts as the administrator keeps them, and as each person sees the own one."""

import re
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.staff import Password
from chasqui.contracts.customers.list_values import (
	Delimiter,
	Printable,
	SearchText,
	TableFormat,
)
from chasqui.contracts.mailer.addresses import is_mailable, normalise_address
from chasqui.contracts.wire import Contract, Instant, Version
from chasqui.kernel.texts.text import say

PATH_STAFF = "/v1/staff"
PATH_ACCOUNT = "/v1/account"
SORT_PATTERN = "^-?(name|username|created)$"
USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]+")


def normalize_username(value: str) -> str:
	"""Return a name to sign in with as it is compared.

	:raises ValueError: it has other signs than such names have
	"""
	username = value.lower()
	if not USERNAME.fullmatch(username):
		raise ValueError(say("Lleva letras sin tilde, cifras, puntos, guiones o una arroba."))
	return username


def normalize_email(value: str) -> str:
	"""Return an address as it is compared.

	:raises ValueError: no mail gets there
	"""
	email = normalise_address(value)
	if not is_mailable(email):
		raise ValueError(say("No es una dirección de correo."))
	return email


def order_roles(roles: list[Role]) -> list[Role]:
	"""Return roles once each, in the order of their declaration."""
	return [role for role in Role if role in roles]


Username = Annotated[str, AfterValidator(normalize_username), Field(min_length=2, max_length=120)]
PersonName = Annotated[str, Printable, Field(min_length=2, max_length=120)]
Email = Annotated[str, AfterValidator(normalize_email), Field(max_length=254)]
Roles = Annotated[list[Role], AfterValidator(order_roles), Field(min_length=1, max_length=20)]
LinkToken = Annotated[str, Field(min_length=20, max_length=200)]


class AccountState(StrEnum):
	"""`invited`: it has no password yet, or lost it, so that nobody signs in with it."""

	ACTIVE = "active"
	INVITED = "invited"
	DISABLED = "disabled"


class AccountFields(Contract):
	"""A new account; its person chooses the password by a link."""

	username: Username
	name: PersonName
	email: Email | None = None
	roles: Roles


class AccountPatch(Contract):
	"""What changes of an account; an absent field stays, an `email` of null is taken away."""

	version: Version
	name: PersonName | None = None
	email: Email | None = None
	roles: Roles | None = None


class Account(Contract):
	"""`sessions` are open now; `last_used_at` is known to some minutes, and for some weeks."""

	id: int
	username: str
	name: str
	email: str | None = None
	roles: list[Role]
	state: AccountState
	has_second_factor: bool = False
	sessions: int = 0
	last_used_at: Instant | None = None
	created_at: Instant
	version: str = ""


class AccountFilters(Contract):
	q: SearchText | None = None
	role: Role | None = None
	state: AccountState | None = None


class AccountQuery(AccountFilters):
	sort: str = Field(default="name", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class AccountExportQuery(AccountFilters):
	"""The accounts that match as a file, by name."""

	format: TableFormat = TableFormat.CSV
	delimiter: Delimiter = Delimiter.SEMICOLON


class PasswordLink(Contract):
	"""Shown once: only a digest of `token` is kept. Who has it chooses the password, at `url`."""

	token: LinkToken
	url: str
	expires_at: Instant


class PasswordChange(Contract):
	"""A person's own: `password` is the present one."""

	password: Password
	new_password: Password


class OwnSession(Contract):
	"""One of the own sign-ins: `agent` is what the browser says it is."""

	id: UUID
	agent: str = ""
	address: str = ""
	started_at: Instant
	last_used_at: Instant
	ends_at: Instant
	is_current: bool = False
