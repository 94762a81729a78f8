"""Makes the messages of a run: its design version, the sender, the company's own values."""

from collections.abc import Mapping

from chasqui.kernel.clock import read_now
from mailer.config import MailerConfig
from mailer.domain.merge_fields import CONTACT_LINK, POSTAL_LINE
from mailer.domain.message import (
	MessageComposer,
	MessageTemplates,
	Recipient,
	SenderIdentity,
	name_message,
)
from mailer.domain.templates import compile_html, compile_text
from mailer.domain.unsubscribe_tokens import TokenSigner
from mailer.models.design_version import DesignVersionRow
from mailer.models.run import RunRow
from mailer.repositories.sending import ClaimedDelivery

PATH_UNSUBSCRIBE = "/baja/"  # the portal's public page


def list_company_values(config: MailerConfig) -> dict[str, str]:
	"""Return the merge values that are the same in every mail of the installation."""
	return {
		"empresa": config.company_name,
		POSTAL_LINE: config.company_postal_address,
		CONTACT_LINK: config.contact_link or f"mailto:{config.sender_address}",
	}


def build_templates(
	version: DesignVersionRow, subject: str, constants: Mapping[str, str]
) -> MessageTemplates:
	"""Return a design version's templates, under the subject of its run.

	`constants` are filled for good, so that a person's mail only needs the person's values.
	"""
	return MessageTemplates(
		subject=compile_text(subject, subject_of_error="subject").fix(constants),
		html=compile_html(version.html).fix(constants),
		text=compile_text(version.text).fix(constants),
	)


class RunWriter:
	"""Writes the mails of one run."""

	def __init__(
		self, composer: MessageComposer, signer: TokenSigner, public_url: str, run_id: int
	) -> None:
		self._composer = composer
		self._signer = signer
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
			)
		)


class WriterFactory:
	"""Compiles a run's design once for each turn of sending."""

	def __init__(self, config: MailerConfig, signer: TokenSigner) -> None:
		self._config = config
		self._signer = signer

	def build(self, run: RunRow, version: DesignVersionRow) -> RunWriter:
		"""Return the writer of a run's mails."""
		config = self._config
		sender = SenderIdentity(
			name=config.sender_name or config.company_name,
			address=config.sender_address,
			domain=config.message_domain,
		)
		templates = build_templates(version, run.subject, list_company_values(config))
		composer = MessageComposer(templates, sender, run_id=run.id, sent_at=read_now())
		return RunWriter(composer, self._signer, config.public_url, run.id)
