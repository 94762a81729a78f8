"""Exports as JSON lines."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from chasqui.kernel.sheets.cells import Row
from chasqui.kernel.sheets.files import TableFile

ROWS_AT_ONCE = 1000


class JsonLinesFile(TableFile):
	"""One JSON object a line, its titles the keys; money and dates as texts."""

	def write(self, rows: Iterable[Row]) -> Iterator[bytes]:
		lines = (
			json.dumps(dict(zip(self.titles, row, strict=True)), ensure_ascii=False, default=str)
			for row in rows
		)
		while chunk := [*islice(lines, ROWS_AT_ONCE)]:
			yield ("\n".join(chunk) + "\n").encode()
