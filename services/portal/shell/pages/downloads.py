"""Files, sent chunk by chunk: of the services as they come, or in the words of a page."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack

from flask import Response, stream_with_context

from chasqui.contracts.customers.list_values import TableFormat
from chasqui.kernel.sheets.cells import Row, Words
from chasqui.kernel.sheets.files import Notes, Table

ANY_FILE = "application/octet-stream"


def pass_on(
	stream: AbstractContextManager[Iterator[bytes]], name: str, media_type: str = ANY_FILE
) -> Response:
	"""Return a file as it comes.

	What the service refuses is raised before the first byte, so that a page can say it.
	"""
	return _send(_open(stream), name, media_type)


def send_rows(
	rows: Iterator[Row],
	titles: Sequence[Words],
	name: str,
	form: TableFormat,
	notes: Notes = (),
) -> Response:
	"""Return rows, read while they leave, as the file `name`, whose ending comes of its form.

	`notes` say by what they were asked.
	"""
	table = Table(f"{name}.{form.value}", form.media_type, titles, sheet=name, notes=notes)
	return _send(stream_with_context(table.write(rows)), table.name, table.media_type)


def read_lines(stream: AbstractContextManager[Iterator[bytes]]) -> Iterator[bytes]:
	"""Return the lines of what a service streams; what it refuses is raised at once."""
	return split_lines(_open(stream))


def split_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
	"""Yield the lines of a stream, wherever its chunks begin."""
	rest = b""
	for chunk in chunks:
		*lines, rest = (rest + chunk).split(b"\n")
		yield from lines
	if rest:
		yield rest


def _open(stream: AbstractContextManager[Iterator[bytes]]) -> Iterator[bytes]:
	"""Return the chunks of a stream, which is opened at once and closed after the last of them."""
	stack = ExitStack()
	chunks = stack.enter_context(stream)

	def read() -> Iterator[bytes]:
		with stack:
			yield from chunks

	return read()


def _send(chunks: Iterator[bytes], name: str, media_type: str) -> Response:
	headers = {"Content-Disposition": f'attachment; filename="{name}"'}
	return Response(chunks, content_type=media_type, headers=headers)
