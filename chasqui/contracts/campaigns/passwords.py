"""Words of the links by which people choose their password; the portal brings them."""

from pydantic import Field

from chasqui.contracts.campaigns.accounts import LinkToken
from chasqui.contracts.campaigns.staff import Password
from chasqui.contracts.wire import Contract, Instant

PATH_LINKS = "/v1/password-links"
PATH_CHOOSE = "/clave/"
"""Where the portal takes a link's token, which stands behind it."""


class LinkCheck(Contract):
	token: LinkToken
	address: str = Field(max_length=64)


class LinkOwner(Contract):
	"""Whose link it is: shown to who has it, and to nobody else."""

	username: str
	name: str
	expires_at: Instant


class LinkUse(Contract):
	token: LinkToken
	password: Password
	address: str = Field(max_length=64)


class ForgottenRequest(Contract):
	"""Somebody forgot the password: `login` is what they sign in with, or their e-mail."""

	login: str = Field(min_length=1, max_length=254)
	address: str = Field(max_length=64)
