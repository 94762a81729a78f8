"""Words of the sign-in: staff accounts and tokens, owned by campaigns (architecture 4.7)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chasqui.contracts.access import Role, Scope, Service
from chasqui.contracts.wire import Contract

PATH_TOKEN = "/v1/token"  # noqa: S105 - a path, not a password
PATH_SIGN_INS = "/v1/sign-ins"
PATH_SESSION = "/v1/session"
PATH_JWKS = "/.well-known/jwks.json"
LONGEST_AGENT = 300


# As typed: a space at its end is a part of it.
Password = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=200)]


class PasswordGrant(Contract):
	grant_type: Literal["password"]
	username: str = Field(min_length=1, max_length=120)
	password: Password


class SignInRequest(Contract):
	"""The portal signs somebody in and says from where, and what the browser calls itself
	(`agent`); `device` is of an earlier sign-in.
	"""

	username: str = Field(min_length=1, max_length=120)
	password: Password
	address: str = Field(max_length=64)
	agent: str = Field(default="", max_length=LONGEST_AGENT)
	device: str | None = Field(default=None, max_length=1000)


class RefreshGrant(Contract):
	grant_type: Literal["refresh_token"]
	refresh_token: str = Field(min_length=20, max_length=200)


class ClientGrant(Contract):
	"""A service asks for a token that holds at one audience."""

	grant_type: Literal["client_credentials"]
	client_id: Service
	client_secret: str = Field(min_length=1, max_length=200)
	audience: Service


class RevokeRequest(Contract):
	refresh_token: str = Field(min_length=20, max_length=200)


class Staff(Contract):
	"""Who signed in."""

	id: int
	username: str
	name: str
	roles: list[Role]


class TokenAnswer(Contract):
	"""`access_token` is a JWT of `expires_in` seconds; services get no refresh token.

	`device` marks the machine of a sign-in: given back at the next one, nobody else's failures
	keep its person out.
	"""

	access_token: str
	token_type: Literal["Bearer"] = "Bearer"  # noqa: S105
	expires_in: int
	refresh_token: str | None = None
	staff: Staff | None = None
	device: str | None = None
	scopes: list[Scope] = []


class KeySet(Contract):
	"""Public keys that verify tokens (RFC 7517, 5)."""

	keys: list[dict[str, str]]


class StaffQuery(Contract):
	role: Role | None = None
