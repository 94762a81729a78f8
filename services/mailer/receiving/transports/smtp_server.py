"""The server by which mails come in, by SMTP: for our own addresses alone, and 250 once it is kept.

LMTP is not offered: aiosmtpd gives one reply for all recipients of a transaction, where LMTP wants
one each (RFC 2033, 4.2).
"""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from mailer.receiving.domain.address_tokens import AddressSigner
from mailer.receiving.domain.incoming_mail import IncomingMail
from mailer.receiving.domain.mail_parsing import digest_mail

WAY = "smtp"
MOST_BYTES = 30 * 1024 * 1024
MOST_RECIPIENTS = 20
IDLE_SECONDS = 120.0


class InboundHandler:
	"""`record` keeps a mail durably; whatever it raises is a «later» for who brings it."""

	def __init__(self, signer: AddressSigner, record: Callable[[list[IncomingMail]], int]) -> None:
		self._signer = signer
		self._record = record

	async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
		self,
		server: SMTP,  # noqa: ARG002
		session: Session,  # noqa: ARG002
		envelope: Envelope,
		address: str,
		options: list[str],  # noqa: ARG002
	) -> str:
		if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
			return "452 4.5.3 Too many recipients"
		if not self._signer.is_ours(address):
			return "550 5.1.1 No such mailbox"
		envelope.rcpt_tos.append(address)
		return "250 2.1.5 Ok"

	async def handle_DATA(  # noqa: N802 - aiosmtpd's name
		self,
		server: SMTP,  # noqa: ARG002
		session: Session,  # noqa: ARG002
		envelope: Envelope,
	) -> str:
		mail = self._read(envelope)
		try:
			await asyncio.to_thread(self._record, [mail])
		except Exception as error:
			structlog.get_logger().warning("mail_not_kept", kind=type(error).__name__)
			return "451 4.3.0 Not kept, try again later"
		return "250 2.0.0 Kept"

	def _read(self, envelope: Envelope) -> IncomingMail:
		content = envelope.content
		raw = content if isinstance(content, bytes) else (content or "").encode()
		addresses = [one[:320] for one in envelope.rcpt_tos]
		signed = [one for one in addresses if self._signer.read([one]) is not None]
		return IncomingMail(
			way=WAY,
			content=raw,
			digest=digest_mail(raw),
			sender=(envelope.mail_from or "")[:320].lower(),
			recipient=(signed or addresses)[0],
		)


def build_server(handler: InboundHandler, host: str, port: int) -> Any:
	"""Return the server; `start` runs it in a thread."""
	return Controller(
		handler,
		hostname=host,
		port=port,
		data_size_limit=MOST_BYTES,
		decode_data=False,
		timeout=IDLE_SECONDS,
		ident="Chasqui",
	)
