"""Files, sent chunk by chunk: of the services as they come, or in the words of a page."""

from collections.abc import Iterator, Sequence
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


def send_rows(rows: Iterator[Row], titles: Sequence[Words], name: str) -> Response:
	"""Return rows, read while they leave, as CSV or XLSX: by the end of the name."""
	is_workbook = name.endswith(".xlsx")
	if is_workbook:
		pieces = write_xlsx(titles, rows, sheet=name.partition(".")[0], notes=())
	else:
		pieces = write_csv(titles, rows, delimiter=DELIMITER, note="")
	headers = {"Content-Disposition": f'attachment; filename="{name}"'}
	kind = XLSX if is_workbook else CSV
	return Response(stream_with_context(pieces), content_type=kind, headers=headers)


def read_lines(stream: AbstractContextManager[Iterator[bytes]]) -> Iterator[bytes]:
	"""Return the lines of what a service streams; what it refuses is raised at once."""
	stack = ExitStack()
	chunks = stack.enter_context(stream)

	def read() -> Iterator[bytes]:
		with stack:
			yield from split_lines(chunks)

	return read()


def split_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
	"""Yield the lines of a stream, wherever its chunks begin."""
	rest = b""
	for chunk in chunks:
		*lines, rest = (rest + chunk).split(b"\n")
		yield from lines
	if rest:
		yield rest
