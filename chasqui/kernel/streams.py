"""COPY text over HTTP that cannot be taken for whole when it is not (architecture 4.2).

The stream ends with a trailer line that states its rows, for a server may end a broken body as
if it were whole. The reader holds back the tail, compares, and refuses what is cut.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
from psycopg import sql

from chasqui.kernel.errors import Unavailable

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
	"""Yield the rows of ``COPY (query) TO STDOUT`` in large chunks, then the trailer."""
	statement = sql.SQL("COPY ({}) TO STDOUT").format(query)
	rows = 0
	gathered: list[bytes] = []
	size = 0
	with connection.cursor() as cursor, cursor.copy(statement, parameters) as copy:
		for block in copy:
			chunk = bytes(block)
			rows += chunk.count(b"\n")
			gathered.append(chunk)
			size += len(chunk)
			if size >= CHUNK_BYTES:
				yield b"".join(gathered)
				gathered, size = [], 0
	yield b"".join(gathered) + TRAILER_PREFIX + str(rows).encode() + b"\n"


def check_stream(chunks: Iterable[bytes]) -> Iterator[bytes]:
	"""Yield the data of a stream without its trailer.

	:raises BrokenStream: at the end, if the trailer is missing or tells another count
	"""
	held = b""
	rows = 0
	for chunk in chunks:
		held += chunk
		data, held = held[:-TRAILER_MAX_BYTES], held[-TRAILER_MAX_BYTES:]
		rows += data.count(b"\n")
		if data:
			yield data
	data, told = _split_trailer(held)
	rows += data.count(b"\n")
	if rows != told:
		raise BrokenStream(f"La transferencia llegó incompleta: {rows} de {told} filas.")
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
		raise BrokenStream("La transferencia se cortó antes del final.")
	return data, int(digits)
