"""Words of the mailer: a notice to one of the staff, by mail."""

from uuid import UUID

from pydantic import Field

from chasqui.contracts.campaigns.accounts import Email
from chasqui.contracts.wire import Contract

PATH_NOTICES = "/v1/notices"


class Notice(Contract):
	"""One mail that leaves at once, whatever else waits. Nothing of it is kept, for its `link` may
	open an account. `key` names it: the same one asked again is the same message.
	"""

	key: UUID
	email: Email
	subject: str = Field(min_length=1, max_length=150)
	before: list[str] = Field(min_length=1, max_length=10)
	"""Paragraphs above the link …"""
	link: str = Field(default="", max_length=500)
	after: list[str] = Field(default=[], max_length=10)
	"""… and below it."""
