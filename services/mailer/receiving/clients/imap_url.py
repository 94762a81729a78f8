"""Where mails are fetched from: ``imaps://user:password@host:993/INBOX``."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urlsplit

DEFAULT_FOLDER = "INBOX"


@dataclass(frozen=True)
class ImapUrl:
	host: str
	port: int
	user: str
	password: str
	is_tls: bool
	folder: str

	@classmethod
	def parse(cls, url: str) -> Self:
		"""Return the parts of a URL.

		:raises ValueError: another scheme, no host, or nobody to sign in as
		"""
		parts = urlsplit(url)
		if parts.scheme not in {"imap", "imaps"} or not parts.hostname:
			raise ValueError("CHASQUI_IMAP_URL begins with imap://host or imaps://host")
		if not parts.username or parts.password is None:
			raise ValueError("CHASQUI_IMAP_URL names a user and a password")
		is_tls = parts.scheme == "imaps"
		return cls(
			host=parts.hostname,
			port=parts.port or (993 if is_tls else 143),
			user=unquote(parts.username),
			password=unquote(parts.password),
			is_tls=is_tls,
			folder=unquote(parts.path.strip("/")) or DEFAULT_FOLDER,
		)

	@property
	def name(self) -> str:
		"""What the mailbox is called where its mails are kept: without the password."""
		return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:200]
