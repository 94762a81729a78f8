"""Exports as JSON lines."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from chasqui.kernel.sheets.cells import Row
from customers.lists.domain.export_columns import ExportColumn

ROWS_AT_ONCE = 1000


def write_json_lines(columns: Sequence[ExportColumn], rows: Iterable[Row]) -> Iterator[bytes]:
	"""Yield one JSON object a line; money and dates as texts."""
	keys = [column.key for column in columns]
	lines = (
		json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False, default=str) + "\n"
		for row in rows
	)
	while chunk := "".join(islice(lines, ROWS_AT_ONCE)):
		yield chunk.encode()
