"""Makes the messages of a run: of its design version, or the one that was written by hand."""

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy.orm import Session

from chasqui.kernel.clock import read_now
from mailer.config import MailerConfig
from mailer.designs.repositories.designs import DesignRepository
from mailer.designs.use_cases.rendering import build_templates, list_company_values
from mailer.receiving.domain.address_tokens import AddressSigner, TokenKind
from mailer.runs.domain.message_names import name_message
from mailer.runs.models.letter import LetterRow
from mailer.runs.models.run import RunRow
from mailer.sending.domain.dkim import DkimSigner
from mailer.sending.domain.message import MessageBuilder, Recipient, SenderIdentity
from mailer.sending.repositories.sending import ClaimedDelivery
from mailer.suppression.domain.unsubscribe_tokens import TokenSigner

PATH_UNSUBSCRIBE = "/baja/"  # the portal's public page


class BodyWriter(Protocol):
	"""Writes the mails of one run."""

	def write(self, delivery: ClaimedDelivery) -> bytes:
		"""Return the whole message for one person."""


class LetterWriter:
	"""Gives what was written, once for its one recipient."""

	def __init__(self, content: bytes) -> None:
		self._content = content

	def write(self, delivery: ClaimedDelivery) -> bytes:  # noqa: ARG002 - there is only one
		return self._content


class SignedWriter:
	"""Signs what another one writes."""

	def __init__(self, writer: BodyWriter, signer: DkimSigner) -> None:
		self._writer = writer
		self._signer = signer

	def write(self, delivery: ClaimedDelivery) -> bytes:
		"""Return the message with its signatures."""
		return self._signer.sign(self._writer.write(delivery))


class MessageWriter:
	"""Writes the mails of a run that has a design."""

	def __init__(
		self,
		composer: MessageBuilder,
		signer: TokenSigner,
		replies: AddressSigner,
		public_url: str,
		run_id: int,
	) -> None:
		self._composer = composer
		self._signer = signer
		self._replies = replies
		self._link = public_url.rstrip("/") + PATH_UNSUBSCRIBE
		self._run_id = run_id

	def write(self, delivery: ClaimedDelivery) -> bytes:
		"""Return the whole message for one person."""
		values = delivery.merge_values if isinstance(delivery.merge_values, Mapping) else {}
		return self._composer.compose(
			Recipient(
				message_uuid=name_message(self._run_id, delivery.recipient_key),
				email=delivery.email,
				values={name: str(value) for name, value in values.items()},
				unsubscribe_url=self._link + self._signer.sign(delivery.id),
				reply_to=self._replies.sign(TokenKind.REPLY, delivery.id),
			)
		)


def build_identity(config: MailerConfig) -> SenderIdentity:
	"""Return who writes the company's mails."""
	return SenderIdentity(
		name=config.sender_name or config.company_name,
		address=config.sender_address,
		domain=config.message_domain,
	)


class RunWriterBuilder:
	"""Compiles a run's design once for each turn of sending."""

	def __init__(
		self, config: MailerConfig, signer: TokenSigner, replies: AddressSigner, dkim: DkimSigner
	) -> None:
		self._config = config
		self._signer = signer
		self._replies = replies
		self._dkim = dkim

	def build(self, session: Session, run: RunRow) -> BodyWriter:
		"""Return the writer of a run's mails, signed; see `_build`."""
		return SignedWriter(self._build(session, run), self._dkim)

	def _build(self, session: Session, run: RunRow) -> BodyWriter:
		"""Return the writer of a run's mails.

		Of who was erased no letter is left: nothing of theirs is claimed any more.
		"""
		if run.design_version_id is None:
			letter = session.get(LetterRow, run.id)
			return LetterWriter(letter.content if letter else b"")
		config = self._config
		version = DesignRepository(session).find_version(run.design_version_id)
		templates = build_templates(version, run.subject, list_company_values(config))
		composer = MessageBuilder(
			templates, build_identity(config), run_id=run.id, sent_at=read_now()
		)
		return MessageWriter(composer, self._signer, self._replies, config.public_url, run.id)
