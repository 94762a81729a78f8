"""The rows of a file of sales on their way, by document: see `models.import_sale_line`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import psycopg

StagedLine = tuple[int, list[str]]
COPY = "COPY import_sale_line (import_id, number, line, cells) FROM STDIN"
PAGE = """
SELECT number, line, cells FROM import_sale_line
WHERE import_id = %(import_id)s AND number > %(after)s ORDER BY number, line LIMIT %(most)s
"""
COUNT = """
SELECT count(*) FROM import_sale_line
WHERE import_id = %(import_id)s AND (%(number)s::varchar IS NULL OR number = %(number)s)
"""
DELETE = """
DELETE FROM import_sale_line
WHERE import_id = %(import_id)s AND number > %(after)s AND number <= %(last)s
"""
CLEAR = "DELETE FROM import_sale_line WHERE import_id = %(import_id)s"
# Of a document with more lines than a page.
LINES = """
SELECT line, cells FROM import_sale_line
WHERE import_id = %(import_id)s AND number = %(number)s AND line > %(after)s
ORDER BY line LIMIT %(most)s
"""


class SaleStagingRepository:
	"""The rows of one import."""

	def __init__(self, connection: psycopg.Connection[Any], import_id: int) -> None:
		self._connection = connection
		self._import_id = import_id

	def add(self, rows: Iterable[tuple[str, int, list[str]]]) -> None:
		"""Put rows beside the others of their documents."""
		with self._connection.cursor() as cursor, cursor.copy(COPY) as copy:
			for number, line, cells in rows:
				copy.write_row((self._import_id, number, line, cells))

	def list_documents(self, after: str, most: int) -> dict[str, Sequence[StagedLine]]:
		"""Return whole documents, those after a number, of up to so many lines together.

		A document of more lines stands there alone, cut.
		"""
		values = {"import_id": self._import_id, "after": after, "most": most + 1}
		rows = self._connection.execute(PAGE, values).fetchall()
		documents: dict[str, Sequence[StagedLine]] = {
			number: [(line, cells) for _number, line, cells in lines]
			for number, lines in groupby(rows, key=lambda row: row[0])
		}
		if len(rows) > most and len(documents) > 1:
			documents.popitem()  # the last one may go on
		return documents

	def list_lines(self, number: str, most: int) -> Iterator[Sequence[StagedLine]]:
		"""Yield the lines of one document, some at a time."""
		after = 0
		while True:
			values = {"import_id": self._import_id, "number": number, "after": after, "most": most}
			rows = self._connection.execute(LINES, values).fetchall()
			if not rows:
				return
			yield [(line, cells) for line, cells in rows]
			after = rows[-1][0]

	def count(self, number: str | None = None) -> int:
		"""Return how many rows are on their way, of one document or of all."""
		values = {"import_id": self._import_id, "number": number}
		row = self._connection.execute(COUNT, values).fetchone()
		return int(row[0]) if row else 0

	def delete(self, after: str, last: str) -> None:
		"""Delete the rows of documents that are taken or refused."""
		values = {"import_id": self._import_id, "after": after, "last": last}
		self._connection.execute(DELETE, values)

	def clear(self) -> None:
		self._connection.execute(CLEAR, {"import_id": self._import_id})

	def analyze(self) -> None:
		"""Let the planner know what has come in."""
		self._connection.execute("ANALYZE import_sale_line")
