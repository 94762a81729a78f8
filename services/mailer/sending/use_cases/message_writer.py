"""Makes the messages of a run: its design version, the sender, the company's own values."""

from collections.abc import Mapping

from chasqui.kernel.clock import read_now
from mailer.config import MailerConfig
from mailer.designs.models.design_version import DesignVersionRow
from mailer.designs.use_cases.rendering import build_templates, list_company_values
from mailer.runs.domain.message_names import name_message
from mailer.runs.models.run import RunRow
from mailer.sending.domain.message import MessageBuilder, Recipient, SenderIdentity
from mailer.sending.repositories.sending import ClaimedDelivery
from mailer.suppression.domain.unsubscribe_tokens import TokenSigner

PATH_UNSUBSCRIBE = "/baja/"  # the portal's public page


class MessageWriter:
	"""Writes the mails of one run."""

	def __init__(
		self, composer: MessageBuilder, signer: TokenSigner, public_url: str, run_id: int
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


def build_identity(config: MailerConfig) -> SenderIdentity:
	"""Return who writes the company's mails."""
	return SenderIdentity(
		name=config.sender_name or config.company_name,
		address=config.sender_address,
		domain=config.message_domain,
	)


class RunWriterBuilder:
	"""Compiles a run's design once for each turn of sending."""

	def __init__(self, config: MailerConfig, signer: TokenSigner) -> None:
		self._config = config
		self._signer = signer

	def build(self, run: RunRow, version: DesignVersionRow) -> MessageWriter:
		"""Return the writer of a run's mails."""
		config = self._config
		templates = build_templates(version, run.subject, list_company_values(config))
		composer = MessageBuilder(
			templates, build_identity(config), run_id=run.id, sent_at=read_now()
		)
		return MessageWriter(composer, self._signer, config.public_url, run.id)
