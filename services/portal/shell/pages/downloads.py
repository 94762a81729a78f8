"""Files, sent chunk by chunk: of the services as they come, or in the words of a page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack

from flask import Response, stream_with_context

from chasqui.contracts.endpoint import CSV, XLSX
from chasqui.kernel.sheets.cells import Row, Words
from chasqui.kernel.sheets.csv_files import write_csv
from chasqui.kernel.sheets.xlsx_files import write_xlsx

ANY_FILE = "application/octet-stream"
DELIMITER = ";"


def pass_on(
	stream: AbstractContextManager[Iterator[bytes]], name: str, media_type: str = ANY_FILE
) -> Response:
	"""Return a file as it comes.

	What the service refuses is raised before the first byte, so that a page can say it.
	"""
	stack = ExitStack()
	chunks = stack.enter_context(stream)

	def send() -> Iterator[bytes]:
		with stack:
			yield from chunks

	headers = {"Content-Disposition": f'attachment; filename="{name}"'}
	return Response(send(), content_type=media_type, headers=headers)


def send_table(
	stream: AbstractContextManager[Iterator[bytes]],
	read_rows: Callable[[Iterator[bytes]], Iterator[Row]],
	titles: Sequence[Words],
	name: str,
) -> Response:
	"""Return what a service streams as a table in words: CSV or XLSX, by the end of the name."""
	is_book = name.endswith(".xlsx")

	def write() -> Iterator[bytes]:
		with stack:
			rows = read_rows(split_lines(chunks))
			if is_book:
				yield from write_xlsx(titles, rows, sheet=name.partition(".")[0], notes=())
			else:
				yield from write_csv(titles, rows, delimiter=DELIMITER, note="")

	stack = ExitStack()
	chunks = stack.enter_context(stream)
	headers = {"Content-Disposition": f'attachment; filename="{name}"'}
	return Response(
		stream_with_context(write()), content_type=XLSX if is_book else CSV, headers=headers
	)


def split_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
	"""Yield the lines of a stream, wherever its chunks begin."""
	rest = b""
	for chunk in chunks:
		*lines, rest = (rest + chunk).split(b"\n")
		yield from lines
	if rest:
		yield rest
