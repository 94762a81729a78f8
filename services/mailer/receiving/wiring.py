"""Parts that take mails in."""

from functools import cached_property

from mailer.designs.wiring import DesignParts
from mailer.receiving.clients.imap import ImapClient
from mailer.receiving.clients.imap_url import ImapUrl
from mailer.receiving.domain.address_tokens import AddressSigner
from mailer.receiving.engines.mail_recorder import MailRecorder
from mailer.receiving.engines.mailbox_worker import MailboxWorker
from mailer.receiving.transports.smtp_server import InboundHandler


class ReceivingParts(DesignParts):
	"""By SMTP and by IMAP, into one record."""

	@cached_property
	def address_signer(self) -> AddressSigner:
		return AddressSigner(self.config.read_unsubscribe_keys(), self.config.reply_address)

	@cached_property
	def mail_recorder(self) -> MailRecorder:
		return MailRecorder(self.database, self.publisher)

	@cached_property
	def inbound_handler(self) -> InboundHandler:
		return InboundHandler(self.address_signer, self.mail_recorder.record)

	@cached_property
	def mailbox_worker(self) -> MailboxWorker | None:
		"""None where no mailbox is read."""
		written = self.config.imap_url.get_secret_value()
		if not written:
			return None
		url = ImapUrl.parse(written)
		return MailboxWorker(ImapClient(url), self.mail_recorder, url.name)
