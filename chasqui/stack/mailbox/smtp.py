"""The SMTP server of the mailbox: it delivers nothing.

It accepts every address but those of a domain where nobody has a box, which bounce at once as they
do at a real server: so a demonstration has bounced addresses to look at.
"""

from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from chasqui.contracts.sample import NO_BOX_DOMAIN
from chasqui.stack.mailbox.store import MailStore

MAX_MAIL_BYTES = 25 * 1024 * 1024


class KeepingHandler:
	"""Keeps each mail before it answers 250."""

	def __init__(self, store: MailStore) -> None:
		self._store = store

	async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
		self,
		server: SMTP,  # noqa: ARG002
		session: Session,  # noqa: ARG002
		envelope: Envelope,
		address: str,
		options: list[str],  # noqa: ARG002
	) -> str:
		if address.lower().endswith(f"@{NO_BOX_DOMAIN}"):
			return "550 5.1.1 No such mailbox"
		envelope.rcpt_tos.append(address)
		return "250 2.1.5 Ok"

	async def handle_DATA(  # noqa: N802 - aiosmtpd's name
		self,
		server: SMTP,  # noqa: ARG002
		session: Session,  # noqa: ARG002
		envelope: Envelope,
	) -> str:
		content = envelope.content
		raw = content if isinstance(content, bytes) else (content or "").encode()
		self._store.add(envelope.mail_from or "", list(envelope.rcpt_tos), raw)
		return "250 2.0.0 Kept"


def build_controller(store: MailStore, port: int) -> Any:
	"""Return the SMTP server on 127.0.0.1; `start` runs it in a thread."""
	return Controller(
		KeepingHandler(store),
		hostname="127.0.0.1",
		port=port,
		data_size_limit=MAX_MAIL_BYTES,
		decode_data=False,
	)
