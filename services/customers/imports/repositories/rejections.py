"""Writes with COPY what was wrong with rows, in the transaction of the rows that came in."""

from collections.abc import Sequence
from typing import Any

import psycopg

from chasqui.kernel.texts.text import Text
from customers.imports.domain.faults import Rejection

REJECT = """
COPY import_rejection
	(import_id, line, ordinal, field, code, reason, value, is_warning, cells) FROM STDIN
"""


def report_rejections(
	connection: psycopg.Connection[Any], import_id: int, found: Sequence[Rejection]
) -> None:
	"""Keep what was wrong with some rows."""
	if not found:
		return
	with connection.cursor() as cursor, cursor.copy(REJECT) as copy:
		for one in found:
			for values in one.list_values(import_id):
				copy.write_row([_write(value) for value in values.values()])


def _write(value: object) -> object:
	return value.dump() if isinstance(value, Text) else value
