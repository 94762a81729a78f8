"""Hands one notice to the mail server while who asked for it waits, on a connection of its own.

Its transaction reads who is not to be written to: nothing of a notice is kept.
"""

import time

import structlog

from chasqui.contracts.mailer.notices import Notice
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import AppError, FieldError, Invalid, Unavailable
from chasqui.kernel.texts.text import say
from mailer.designs.domain.address_digests import AddressHasher
from mailer.designs.domain.addresses import is_reserved_address
from mailer.sending.transports.outcomes import Outcome, OutcomeKind, TransportDown
from mailer.sending.transports.transport import Channel, Transport
from mailer.sending.use_cases.notice_writer import NoticeWriter
from mailer.suppression.repositories import SuppressionRepository

JOB = 1
PATIENCE_SECONDS = 40.0
ROUND_SECONDS = 0.5
NOT_NOW = say("El servidor de correo no lo recibe ahora.")
RESERVED = say("Es un correo de ejemplo: no es de nadie.")
SUPPRESSED = say("A ese correo no se le escribe: la persona pidió que no, o sus correos rebotan.")
REJECTED = say("El servidor de correo no acepta esa dirección.")
TEXTS = {"reserved_address": RESERVED, "suppressed": SUPPRESSED, "mail_rejected": REJECTED}


class NoticeSender:
	"""One that may have left already is sent again by who asks again: a notice read twice does less
	harm than one that never came.
	"""

	def __init__(
		self,
		database: Database,
		digests: AddressHasher,
		transport: Transport,
		writer: NoticeWriter,
		*,
		takes_reserved: bool,
	) -> None:
		self._database = database
		self._digests = digests
		self._transport = transport
		self._writer = writer
		self._takes_reserved = takes_reserved

	def send(self, notice: Notice) -> None:
		"""Return once the server has taken the mail.

		:raises Unavailable: it does not take mail now, or has not said so in time
		:raises Invalid: it never will, the address belongs to nobody, or it is a customer's who is
			not written to
		"""
		if is_reserved_address(notice.email) and not self._takes_reserved:
			raise _refuse("reserved_address")
		if notice.is_to_customer and self._is_suppressed(notice.email):
			raise _refuse("suppressed")
		channel = self._transport.open()
		try:
			channel.refill()
			outcome = self._pass_on(channel, notice)
		except TransportDown as error:
			structlog.get_logger().warning("notice_not_sent", why=error.reason)
			raise Unavailable(NOT_NOW, code="mail_down") from error
		finally:
			channel.close()
		_judge(outcome)

	def _is_suppressed(self, email: str) -> bool:
		with self._database.open_session() as session:
			return SuppressionRepository(session).has(self._digests.make(email))

	def _pass_on(self, channel: Channel, notice: Notice) -> Outcome | None:
		deadline = time.monotonic() + PATIENCE_SECONDS
		channel.offer([(JOB, notice.email)])
		while time.monotonic() < deadline:
			if channel.ready:
				channel.deliver({JOB: self._writer.write(notice)})
			if outcomes := channel.wait(ROUND_SECONDS):
				return outcomes[0]
		return None


def _judge(outcome: Outcome | None) -> None:
	kind = outcome.kind if outcome is not None else OutcomeKind.UNCERTAIN
	structlog.get_logger().info("notice_handed_over", outcome=kind.value)
	if kind is OutcomeKind.REJECTED:
		raise _refuse("mail_rejected")
	if kind is not OutcomeKind.ACCEPTED:
		raise Unavailable(NOT_NOW, code="mail_down")


def _refuse(code: str) -> AppError:
	text = TEXTS[code]
	return Invalid(text, code=code, fields=[FieldError("email", text, code)])
