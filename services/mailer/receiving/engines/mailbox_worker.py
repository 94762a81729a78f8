"""Fetches what is new in a mailbox: some mails at a time, each batch kept with its place."""

import imaplib

import structlog
from imap_tools.errors import ImapToolsError

from mailer.receiving.clients.imap import ImapClient, OpenMailboxClient
from mailer.receiving.domain.incoming_mail import IncomingMail, Position
from mailer.receiving.domain.mail_parsing import digest_mail
from mailer.receiving.engines.mail_recorder import MailRecorder

WAY = "imap"
AT_ONCE = 20
MOST_BYTES = 30 * 1024 * 1024


class MailboxWorker:
	"""`name` is what the mailbox is called in what is kept."""

	def __init__(self, client: ImapClient, recorder: MailRecorder, name: str) -> None:
		self._client = client
		self._recorder = recorder
		self._name = name

	def fetch(self) -> int:
		"""Keep what is new; return how many mails were. A server that is away is asked later."""
		try:
			with self._client.open() as mailbox:
				return self._fetch_new(mailbox)
		except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
			structlog.get_logger().warning("mailbox_not_read", why=str(error)[:200])
			return 0

	def _fetch_new(self, mailbox: OpenMailboxClient) -> int:
		known = self._recorder.find_position(self._name)
		is_same = known is not None and known.uidvalidity == mailbox.uidvalidity
		after = known.last_uid if known is not None and is_same else 0
		added = 0
		sizes = list(mailbox.list_sizes(after).items())
		for first in range(0, len(sizes), AT_ONCE):
			batch = sizes[first : first + AT_ONCE]
			mails = [self._read(mailbox, uid, size) for uid, size in batch]
			position = Position(mailbox.uidvalidity, batch[-1][0])
			added += self._recorder.record(mails, self._name, position)
			mailbox.mark_taken([uid for uid, _ in batch])
		return added

	def _read(self, mailbox: OpenMailboxClient, uid: int, size: int) -> IncomingMail:
		is_big = size > MOST_BYTES
		content = mailbox.fetch(uid, head_only=is_big)
		return IncomingMail(
			way=WAY,
			content=content,
			digest=digest_mail(content),
			mailbox=self._name,
			uidvalidity=mailbox.uidvalidity,
			uid=uid,
		)
