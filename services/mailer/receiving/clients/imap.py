"""Reads a mailbox by IMAP (RFC 9051) without changing what people see of it.

What is seen or not is theirs: nothing is marked so, and nothing is deleted. What has been taken
bears a keyword of ours, which is for people to see: where we stand is the last UID that was kept.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted

from mailer.receiving.clients.imap_url import ImapUrl

TAKEN = "$Chasqui"
TIMEOUT = 30.0


class ImapClient:
	def __init__(self, url: ImapUrl) -> None:
		self._url = url

	@contextmanager
	def open(self) -> Iterator["OpenMailboxClient"]:
		"""Yield the mailbox, signed in.

		:raises OSError: it cannot be reached
		:raises imaplib.IMAP4.error: it does not take us
		"""
		url = self._url
		kind = MailBox if url.is_tls else MailBoxUnencrypted
		box: BaseMailBox = kind(url.host, url.port, timeout=TIMEOUT)
		with box.login(url.user, url.password, initial_folder=url.folder):
			yield OpenMailboxClient(box, url.folder)


class OpenMailboxClient:
	"""`uidvalidity` changes when the folder is made anew: UIDs then mean other mails."""

	def __init__(self, box: BaseMailBox, folder: str) -> None:
		self._box = box
		self.uidvalidity = int(box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])

	def list_sizes(self, after: int) -> dict[int, int]:
		"""Return the bytes of each mail whose UID is after one, by UID, in their order."""
		# SEARCH misses what came since the last command.
		self._box.client.noop()
		found = (int(one) for one in self._box.uids(f"UID {after + 1}:*"))
		uids = sorted(one for one in found if one > after)  # past the end it gives the last one
		return {uid: self._read_size(uid) for uid in uids}

	def fetch(self, uid: int, *, head_only: bool = False) -> bytes:
		"""Return a mail as it came, or its head alone; nothing where it is gone."""
		part = "BODY.PEEK[HEADER]" if head_only else "BODY.PEEK[]"
		for piece in self._ask(uid, f"({part})"):
			if isinstance(piece, tuple):
				return bytes(piece[1])
		return b""

	def mark_taken(self, uids: Sequence[int]) -> None:
		"""Put our keyword on mails; a server that takes no keywords is left alone.

		By STORE itself: what imap-tools offers expunges too, whatever a person has marked.
		"""
		if uids:
			named = ",".join(map(str, uids))
			self._box.client.uid("STORE", named, "+FLAGS.SILENT", f"({TAKEN})")

	def _read_size(self, uid: int) -> int:
		for piece in self._ask(uid, "(RFC822.SIZE)"):
			text = piece[0] if isinstance(piece, tuple) else piece
			if isinstance(text, bytes) and b"RFC822.SIZE" in text:
				return int(text.split(b"RFC822.SIZE")[1].split(b")")[0].split()[0])
		return 0

	def _ask(self, uid: int, parts: str) -> list[Any]:
		_, found = self._box.client.uid("FETCH", str(uid), parts)
		return [piece for piece in found if piece is not None]
