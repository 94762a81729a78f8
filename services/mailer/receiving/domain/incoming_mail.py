"""What a server hands over, and how far a mailbox has been read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IncomingMail:
	"""A mail as a server takes it in; of a mailbox, its place there."""

	way: str
	content: bytes
	digest: bytes
	sender: str | None = None
	recipient: str | None = None
	mailbox: str | None = None
	uidvalidity: int | None = None
	uid: int | None = None


@dataclass(frozen=True)
class Position:
	uidvalidity: int
	last_uid: int
