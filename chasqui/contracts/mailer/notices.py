"""Words of the mailer: a notice to one person, by mail."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Base64Bytes, Field, model_validator

from chasqui.contracts.campaigns.accounts import Email
from chasqui.contracts.wire import Contract
from chasqui.kernel.texts.text import say

PATH_NOTICES = "/v1/notices"
MOST_ATTACHED = 512 * 1024
"""Bytes, of all that goes along."""
PDF_BEGIN = b"%PDF-"


def check_pdf(content: bytes) -> bytes:
	"""Refuse what is no PDF, whatever its name says."""
	if not content.startswith(PDF_BEGIN):
		raise ValueError(say("No es un PDF."))
	return content


class NoticeAttachment(Contract):
	"""A document that goes along: a PDF, and nothing that runs."""

	name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.pdf$")
	content: Annotated[Base64Bytes, AfterValidator(check_pdf)]


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
	attachments: list[NoticeAttachment] = Field(default=[], max_length=3)
	is_to_customer: bool = False
	"""Of whom asked not to be written to, or whose mail came back, the address gets none."""

	@model_validator(mode="after")
	def refuse_heavy(self) -> "Notice":
		"""Refuse what many servers would not take."""
		if sum(len(one.content) for one in self.attachments) > MOST_ATTACHED:
			raise ValueError(say("Lo adjunto pesa demasiado."))
		return self
