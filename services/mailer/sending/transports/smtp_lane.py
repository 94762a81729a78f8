"""One kept-open SMTP connection, driven without blocking (RFC 5321, pipelined as RFC 2920).

A lane takes an envelope (MAIL, RCPT, DATA), becomes *ready* when the server says 354, then takes
the body together with the next envelope, in one write.
"""

import socket
import ssl
import time
from collections import deque
from collections.abc import Callable

from mailer.sending.transports.outcomes import Outcome, OutcomeKind, describe_reply, judge_reply

LINE_LIMIT = 64 * 1024
RETRY_LATER = 421
GO_AHEAD = 354


class SmtpLane:
	"""`job` is the delivery whose envelope is under way; `sent_job` awaits its final reply."""

	def __init__(
		self,
		connection: socket.socket,
		*,
		find_sender: Callable[[int], str],
		pipelines: bool,
		reply_timeout: float,
		final_timeout: float,
	) -> None:
		self.connection = connection
		self.job: int | None = None
		self.sent_job: int | None = None
		self.is_ready = False
		self.is_lost = False
		self.is_slow = False
		self.has_trouble = False
		self._find_sender = find_sender
		self._pipelines = pipelines
		self._timeouts = (reply_timeout, final_timeout)
		self._commands: deque[tuple[str, bytes]] = deque()
		self._expected: deque[str] = deque()
		self._outcomes: list[Outcome] = []
		self._refusal: tuple[str, int, str] | None = None
		self._is_dirty = False
		self._incoming = b""
		self._outgoing = b""
		self._written = 0
		self._dot_ends_at = 0
		self._moved_at = time.monotonic()

	@property
	def is_busy(self) -> bool:
		"""Whether the server owes a reply."""
		return not self.is_lost and bool(self._expected)

	@property
	def is_idle(self) -> bool:
		return not self.is_lost and self.job is None and self.sent_job is None

	@property
	def wants_to_write(self) -> bool:
		return bool(self._outgoing)

	@property
	def held_jobs(self) -> list[int]:
		return [job for job in (self.sent_job, self.job) if job is not None]

	def fileno(self) -> int:
		return self.connection.fileno()

	def begin(self, job: int, email: str) -> None:
		"""Send the envelope of the next mail."""
		self.job, self.is_ready, self._refusal = job, False, None
		if self._is_dirty:
			self._commands.append(("rset", b"RSET\r\n"))
			self._is_dirty = False
		mail = f"MAIL FROM:<{self._find_sender(job)}>\r\n".encode("ascii")
		self._commands.append(("mail", mail))
		self._commands.append(("rcpt", f"RCPT TO:<{email}>\r\n".encode("ascii")))
		self._commands.append(("data", b"DATA\r\n"))
		self._push_commands()

	def send_body(self, body: bytes, following: tuple[int, str] | None = None) -> None:
		"""Send a body that ends with CRLF, and the next envelope behind it."""
		if b"\r\n." in body or body.startswith(b"."):
			body = (b"\r\n" + body).replace(b"\r\n.", b"\r\n..")[2:]
		self.sent_job, self.job, self.is_ready = self.job, None, False
		self._outgoing += body + b".\r\n"
		self._dot_ends_at = self._written + len(self._outgoing)
		self._expected.append("final")
		if following is not None:
			self.begin(*following)
		self.flush()

	def flush(self) -> None:
		"""Write what the socket takes."""
		while self._outgoing and not self.is_lost:
			try:
				count = self.connection.send(self._outgoing)
			except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
				return
			except OSError as error:
				self.lose(type(error).__name__)
				return
			self._outgoing = self._outgoing[count:]
			self._written += count
			self._moved_at = time.monotonic()

	def read(self) -> None:
		"""Read and act on the replies that have come."""
		while not self.is_lost:
			try:
				chunk = self.connection.recv(LINE_LIMIT)
			except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
				return
			except OSError as error:
				self.lose(type(error).__name__)
				return
			if not chunk or len(self._incoming) > LINE_LIMIT:
				self.lose("closed by the server")
				return
			self._moved_at = time.monotonic()
			self._incoming += chunk
			self._read_lines()
			if len(chunk) < LINE_LIMIT and not isinstance(self.connection, ssl.SSLSocket):
				return

	def check_time(self) -> None:
		"""Give the connection up if the server is silent for longer than its step allows.

		What came while this process was held up is no silence: it is read first.
		"""
		if self._is_overdue():
			self.read()
			if self._is_overdue():
				self.lose("timeout")

	def _is_overdue(self) -> bool:
		if self.is_lost or not (self._expected or self._outgoing):
			return False
		is_final = bool(self._expected) and self._expected[0] == "final"
		return time.monotonic() - self._moved_at > self._timeouts[is_final]

	def say_goodbye(self) -> None:
		"""Send QUIT where no mail is under way; its answer is of no interest."""
		if self.is_idle:
			self._outgoing += b"QUIT\r\n"
			self.flush()

	def take_outcomes(self) -> list[Outcome]:
		"""Return what became of mails since the last call."""
		taken, self._outcomes = self._outcomes, []
		return taken

	def lose(self, reason: str, *, is_trouble: bool = True) -> None:
		"""Close the connection and say what is known of its mails."""
		if self.is_lost:
			return
		self.is_lost, self.has_trouble = True, is_trouble
		if self.sent_job is not None:
			has_left = self._written >= self._dot_ends_at
			kind = OutcomeKind.UNCERTAIN if has_left else OutcomeKind.RETRYABLE
			self._outcomes.append(Outcome(self.sent_job, kind, reason))
		if self.job is not None:
			was_tried = is_trouble and self.sent_job is None and not self.is_ready
			kind = OutcomeKind.RETRYABLE if was_tried else OutcomeKind.UNTRIED
			self._outcomes.append(Outcome(self.job, kind, reason))
		self.job = self.sent_job = None
		self._expected.clear()
		self.connection.close()

	def _push_commands(self) -> None:
		while self._commands and (self._pipelines or not self._expected):
			name, command = self._commands.popleft()
			self._outgoing += command
			self._expected.append(name)
		self.flush()

	def _read_lines(self) -> None:
		*lines, self._incoming = self._incoming.split(b"\r\n")
		for line in lines:
			if self.is_lost:
				return
			if line[3:4] == b"-":
				continue  # more lines of the same reply follow
			if not line[:3].isdigit() or not (self._expected or line[:3] == b"421"):
				self.lose("not an SMTP reply")
				return
			self._take_reply(int(line[:3]), line[4:].decode("utf-8", "replace"))

	def _take_reply(self, code: int, text: str) -> None:
		name = self._expected.popleft() if self._expected else "none"
		if name == "final":
			self._settle_sent(code, text)
		elif name in {"mail", "rcpt", "data"}:
			self._take_envelope_reply(name, code, text)
		elif name == "void":
			self._refuse_job()
		if code == RETRY_LATER:
			self.lose(describe_reply(code, text))
		if self._commands or self._outgoing:
			self._push_commands()

	def _settle_sent(self, code: int, text: str) -> None:
		if self.sent_job is not None:
			self._outcomes.append(judge_reply(self.sent_job, code, text))
		self.sent_job = None

	def _take_envelope_reply(self, name: str, code: int, text: str) -> None:
		is_good = code == GO_AHEAD if name == "data" else 200 <= code < 300
		if not is_good and self._refusal is None:
			self._refusal = (name, code, text)
		if name == "data":
			self._finish_envelope(code)
		elif self._refusal is not None and not self._pipelines:
			self._commands.clear()
			self._is_dirty = True
			self._refuse_job()

	def _finish_envelope(self, code: int) -> None:
		if self._refusal is None:
			self.is_ready = True
		elif code == GO_AHEAD:  # RFC 2920 3.1: DATA taken though nobody was: end it, empty
			self._outgoing += b".\r\n"
			self._expected.append("void")
		else:
			self._is_dirty = True
			self._refuse_job()

	def _refuse_job(self) -> None:
		if self.job is None or self._refusal is None:
			return
		name, code, text = self._refusal
		if name == "mail":  # about the sender or the server, never about the person
			self.has_trouble = True
			reply = describe_reply(code, text)
			outcome = Outcome(self.job, OutcomeKind.RETRYABLE, reply)
		else:
			outcome = judge_reply(self.job, code, text)
		self._outcomes.append(outcome)
		self.job = None
