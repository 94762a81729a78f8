"""An SMTP server for tests: keeps every mail, offers PIPELINING, and misbehaves when told to."""

import asyncio
import re
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)
HANG_SECONDS = 3600.0


class Stage(StrEnum):
	CONNECT = "connect"
	MAIL = "mail"
	RCPT = "rcpt"
	DATA = "data"
	BODY = "body"  # while the body is read: only CLOSE and HANG make sense
	FINAL = "final"


class Trick(StrEnum):
	"""What the sink may do instead of a reply. After FINAL the mail has been kept already."""

	CLOSE = "close"
	HANG = "hang"


@dataclass(frozen=True)
class KeptMail:
	recipient: str
	message_id: str
	body: bytes = field(repr=False)


Decide = Callable[[Stage, str], "str | Trick | None"]


class SmtpSink:
	"""Runs in a thread of its own. `decide(stage, address)` gives another reply, or a trick."""

	def __init__(self, decide: Decide | None = None, *, pipelines: bool = True) -> None:
		self.decide: Decide = decide or (lambda stage, address: None)
		self.mails: list[KeptMail] = []
		self.connections = 0
		self.most_connections = 0
		self.senders: list[str] = []
		self.port = 0
		self.keeps_bodies = True
		self.delay = 0.0
		self.pause: Callable[[str], float] = lambda address: 0.0  # before the last reply to one
		self.tls: ssl.SSLContext | None = None
		self._extensions = ["PIPELINING"] if pipelines else []
		self._loop = asyncio.new_event_loop()
		self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

	def __enter__(self) -> "SmtpSink":
		self._thread.start()
		asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
		return self

	def __exit__(self, *_: object) -> None:
		asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
		self._loop.call_soon_threadsafe(self._loop.stop)
		self._thread.join(10)
		self._loop.close()

	@property
	def url(self) -> str:
		return f"smtp://127.0.0.1:{self.port}"

	@property
	def recipients(self) -> list[str]:
		return [mail.recipient for mail in self.mails]

	@property
	def message_ids(self) -> list[str]:
		return [mail.message_id for mail in self.mails]

	async def _start(self) -> None:
		self._server = await asyncio.start_server(
			self._serve, "127.0.0.1", self.port, limit=2**22, backlog=256, ssl=self.tls
		)
		self.port = self._server.sockets[0].getsockname()[1]

	async def _end(self) -> None:
		self._server.close()
		current = asyncio.current_task()
		tasks = [task for task in asyncio.all_tasks() if task is not current]
		for task in tasks:
			task.cancel()
		await asyncio.gather(*tasks, return_exceptions=True)

	async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
		self.connections += 1
		self.most_connections = max(self.most_connections, self.connections)
		try:
			await _Conversation(self, reader, writer).hold()
		except (ConnectionError, asyncio.IncompleteReadError, _Closed):
			pass
		finally:
			self.connections -= 1
			writer.close()

	@property
	def greeting(self) -> bytes:
		lines = ["sink", *self._extensions, "8BITMIME"]
		marked = [f"250-{line}" for line in lines[:-1]] + [f"250 {lines[-1]}"]
		return ("\r\n".join(marked) + "\r\n").encode()


class _Closed(Exception):
	pass


class _Conversation:
	def __init__(
		self, sink: SmtpSink, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
	) -> None:
		self._sink = sink
		self._reader = reader
		self._writer = writer
		self._address = ""
		self._in_mail = False

	async def hold(self) -> None:
		await self._reply(Stage.CONNECT, "220 sink ESMTP")
		while line := await self._reader.readline():
			await self._take(line.decode().strip())

	async def _take(self, line: str) -> None:
		verb = line[:4].upper()
		if verb in {"EHLO", "HELO"}:
			self._writer.write(self._sink.greeting)
		elif verb == "MAIL":
			self._sink.senders.append(line.partition("<")[2].partition(">")[0])
			await self._take_mail()
		elif verb == "RCPT":
			await self._take_recipient(line)
		elif verb == "DATA":
			await self._take_data()
		elif verb == "QUIT":
			raise _Closed
		else:
			self._in_mail = False if verb == "RSET" else self._in_mail
			self._writer.write(b"250 OK\r\n")

	async def _take_mail(self) -> None:
		if self._in_mail:
			self._writer.write(b"503 5.5.1 nested MAIL\r\n")
			return
		self._address = ""
		self._in_mail = await self._reply(Stage.MAIL, "250 2.1.0 OK")

	async def _take_recipient(self, line: str) -> None:
		address = line.partition("<")[2].partition(">")[0]
		if not self._in_mail:
			self._writer.write(b"503 5.5.1 MAIL first\r\n")
		elif await self._reply(Stage.RCPT, "250 2.1.5 OK", address):
			self._address = address

	async def _take_data(self) -> None:
		if not self._address:
			self._writer.write(b"503 5.5.1 RCPT first\r\n")
			return
		if not await self._reply(Stage.DATA, "354 go ahead"):
			return
		await self._play(self._sink.decide(Stage.BODY, self._address))
		body = await self._reader.readuntil(b"\r\n.\r\n")
		found = MESSAGE_ID.search(body)
		answer = self._sink.decide(Stage.FINAL, self._address)
		if not isinstance(answer, str) or isinstance(answer, Trick) or answer.startswith("2"):
			kept = body if self._sink.keeps_bodies else b""
			message_id = found.group(1).decode() if found else ""
			self._sink.mails.append(KeptMail(self._address, message_id, kept))
		if pause := self._sink.pause(self._address) or self._sink.delay:
			await asyncio.sleep(pause)
		self._in_mail = False
		await self._play(answer if isinstance(answer, Trick) else None)
		self._writer.write(f"{answer or '250 2.0.0 kept'}\r\n".encode())
		self._address = ""

	async def _reply(self, stage: Stage, usual: str, address: str = "") -> bool:
		"""Answer, and return whether the usual answer was given."""
		answer = self._sink.decide(stage, address or self._address)
		await self._play(answer if isinstance(answer, Trick) else None)
		self._writer.write(f"{answer or usual}\r\n".encode())
		if str(answer or "").startswith("421"):
			raise _Closed
		return answer is None

	async def _play(self, trick: object) -> None:
		if trick is Trick.HANG:
			await asyncio.sleep(HANG_SECONDS)
		if trick is Trick.CLOSE:
			raise _Closed
