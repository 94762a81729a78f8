"""COPY text over HTTP that cannot be taken for whole when it is not (architecture 4.2).

The stream ends with a trailer line that states its rows, for a server may end a broken body as
if it were whole. The reader holds back the tail, compares, and refuses what is cut.
"""

import select
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import ExecStatus

from chasqui.kernel.errors import Unavailable
from chasqui.kernel.texts.text import say

MEDIA_TYPE = "text/tab-separated-values; charset=utf-8"
# COPY text escapes every tab and newline in data, and no row of ours begins with '#'.
TRAILER_PREFIX = b"#rows\t"
TRAILER_MAX_BYTES = 40
CHUNK_BYTES = 256 * 1024


class BrokenStream(Unavailable):
	"""A stream ended without its trailer, or with another number of rows."""

	code = "broken_stream"


def stream_copy(
	connection: psycopg.Connection[Any], query: sql.Composable, parameters: Any
) -> Iterator[bytes]:
	"""Yield the rows of ``COPY (query) TO STDOUT`` in large chunks, then the trailer.

	It reads libpq's rows without psycopg's cursor, which takes several microseconds for each.
	"""
	statement = sql.SQL("COPY ({}) TO STDOUT").format(query)
	text = psycopg.ClientCursor(connection).mogrify(statement, parameters)
	rows = 0
	try:
		connection.pgconn.send_query(text.encode(connection.info.encoding))
		_expect_result(connection, ExecStatus.COPY_OUT)
		for gathered in _gather_rows(connection):
			rows += len(gathered)
			yield b"".join(gathered)
		_expect_result(connection, ExecStatus.COMMAND_OK)
		connection.pgconn.get_result()  # None: the connection may be used again
	except BaseException:
		connection.close()  # a COPY that nobody reads to its end; the server stops it
		raise
	yield TRAILER_PREFIX + str(rows).encode() + b"\n"


def _gather_rows(connection: psycopg.Connection[Any]) -> Iterator[list[bytes | memoryview]]:
	"""Yield rows in lists of about `CHUNK_BYTES`."""
	gathered: list[bytes | memoryview] = []
	size = 0
	for row in _read_rows(connection):
		gathered.append(row)
		size += len(row)
		if size >= CHUNK_BYTES:
			yield gathered
			gathered, size = [], 0
	yield gathered


def _read_rows(connection: psycopg.Connection[Any]) -> Iterator[bytes | memoryview]:
	"""Yield what COPY sends, one message a row, waiting without holding other threads up."""
	pgconn = connection.pgconn
	while True:
		size, row = pgconn.get_copy_data(1)
		if size > 0:
			yield row
		elif size < 0:
			return
		else:
			_wait_readable(connection)


def _expect_result(connection: psycopg.Connection[Any], status: ExecStatus) -> None:
	"""Take the statement's next result.

	:raises psycopg.Error: the server refused or ended the statement
	"""
	while connection.pgconn.is_busy():
		_wait_readable(connection)
	result = connection.pgconn.get_result()
	if result is None or result.status != status:
		message = result.error_message.decode("utf-8", "replace") if result else "no result"
		raise psycopg.OperationalError(message)


def _wait_readable(connection: psycopg.Connection[Any]) -> None:
	poll = select.poll()
	poll.register(connection.pgconn.socket, select.POLLIN)
	poll.poll()
	connection.pgconn.consume_input()


def check_stream(chunks: Iterable[bytes]) -> Iterator[bytes]:
	"""Yield the data of a stream without its trailer.

	:raises BrokenStream: at the end, if the trailer is missing or gives another count
	"""
	held = b""
	rows = 0
	for chunk in chunks:
		held += chunk
		data, held = held[:-TRAILER_MAX_BYTES], held[-TRAILER_MAX_BYTES:]
		rows += data.count(b"\n")
		if data:
			yield data
	data, total = _split_trailer(held)
	rows += data.count(b"\n")
	if rows != total:
		raise BrokenStream(
			say("La transferencia llegó incompleta: {rows} de {told} filas.", rows=rows, told=total)
		)
	if data:
		yield data


def receive_copy(
	connection: psycopg.Connection[Any],
	table: sql.Composable,
	chunks: Iterable[bytes],
) -> int:
	"""Feed a checked stream to ``COPY table FROM STDIN``; return the rows. Commits nothing.

	:raises BrokenStream: the stream was cut; the caller's transaction must roll back
	"""
	statement = sql.SQL("COPY {} FROM STDIN").format(table)
	with connection.cursor() as cursor:
		with cursor.copy(statement) as copy:
			for data in check_stream(chunks):
				copy.write(data)
		return cursor.rowcount


def _split_trailer(tail: bytes) -> tuple[bytes, int]:
	data, prefix, count = tail.rpartition(TRAILER_PREFIX)
	digits = count.removesuffix(b"\n")
	if not prefix or not count.endswith(b"\n") or not digits.isdigit():
		raise BrokenStream(say("La transferencia se cortó antes del final."))
	return data, int(digits)
