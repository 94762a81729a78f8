"""Every mail that arrived, in one SQLite file."""

import sqlite3
import threading
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

SCHEMA = """
	CREATE TABLE IF NOT EXISTS message (
		id INTEGER PRIMARY KEY,
		received_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
		sender TEXT NOT NULL,
		recipients TEXT NOT NULL,
		subject TEXT NOT NULL,
		message_id TEXT NOT NULL,
		raw BLOB NOT NULL
	);
	CREATE INDEX IF NOT EXISTS ix_message_message_id ON message (message_id);
"""
COLUMNS = "id, received_at, sender, recipients, subject, message_id"
MATCHES = "(? = '' OR subject LIKE ? OR recipients LIKE ? OR message_id = ?)"


@dataclass(frozen=True)
class Summary:
	"""A line of the mailbox's list."""

	id: int
	received_at: str
	sender: str
	recipients: str
	subject: str
	message_id: str


class MailStore:
	"""One connection, shared by the SMTP and the web threads behind a lock."""

	def __init__(self, path: Path) -> None:
		path.parent.mkdir(parents=True, exist_ok=True)
		self._lock = threading.Lock()
		self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
		self._connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;" + SCHEMA)

	def add(self, sender: str, recipients: list[str], raw: bytes) -> None:
		"""Keep a mail as it came."""
		message = message_from_bytes(raw)
		values = (
			sender,
			", ".join(recipients),
			read_header(message, "Subject"),
			read_header(message, "Message-ID"),
			raw,
		)
		with self._lock:
			self._connection.execute(
				"INSERT INTO message (sender, recipients, subject, message_id, raw)"
				" VALUES (?, ?, ?, ?, ?)",
				values,
			)

	def list_page(self, search: str, before: int | None, limit: int) -> list[Summary]:
		"""Return mails older than the id `before`, newest first."""
		query = (
			f"SELECT {COLUMNS} FROM message WHERE {MATCHES} AND id < ?"  # noqa: S608 - constants
			" ORDER BY id DESC LIMIT ?"
		)
		last = before if before is not None else 2**62
		with self._lock:
			rows = self._connection.execute(query, (*_match(search), last, limit)).fetchall()
		return [Summary(*row) for row in rows]

	def count(self, search: str = "") -> int:
		"""Return how many mails match."""
		query = f"SELECT count(*) FROM message WHERE {MATCHES}"  # noqa: S608 - constants
		with self._lock:
			return int(self._connection.execute(query, _match(search)).fetchone()[0])

	def count_message_ids(self) -> int:
		"""Return how many different Message-IDs came: fewer than mails means repeats."""
		query = "SELECT count(DISTINCT message_id) FROM message"
		with self._lock:
			return int(self._connection.execute(query).fetchone()[0])

	def read(self, mail_id: int) -> tuple[Summary, Message] | None:
		"""Return one mail, parsed."""
		query = f"SELECT {COLUMNS}, raw FROM message WHERE id = ?"  # noqa: S608 - constants
		with self._lock:
			row = self._connection.execute(query, (mail_id,)).fetchone()
		return (Summary(*row[:-1]), message_from_bytes(row[-1])) if row else None

	def read_raw(self, mail_id: int) -> bytes | None:
		"""Return one mail as it came over the wire."""
		query = "SELECT raw FROM message WHERE id = ?"
		with self._lock:
			row = self._connection.execute(query, (mail_id,)).fetchone()
		return bytes(row[0]) if row else None


def read_header(message: Message, name: str) -> str:
	"""Return a header as people read it; what cannot be decoded stays as it is."""
	value = message.get(name, "")
	try:
		return str(make_header(decode_header(value))).strip()
	except (LookupError, ValueError):
		return str(value)


def read_part(message: Message, kind: str) -> str:
	"""Return the first part of a content type as text, or nothing."""
	for part in message.walk():
		if part.get_content_type() == kind:
			payload = part.get_payload(decode=True)
			charset = part.get_content_charset() or "utf-8"
			return payload.decode(charset, "replace") if isinstance(payload, bytes) else ""
	return ""


def list_files(message: Message) -> list[tuple[str, bytes]]:
	"""Return what is attached to a mail: names and contents."""
	found = []
	for part in message.walk():
		content = part.get_payload(decode=True)
		if part.get_content_disposition() == "attachment" and isinstance(content, bytes):
			found.append((part.get_filename() or "adjunto", content))
	return found


def _match(search: str) -> tuple[str, str, str, str]:
	return search, f"%{search}%", f"%{search}%", search
