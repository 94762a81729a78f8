"""Keyset pages: a cursor holds the sort values of the last row, not an offset."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Text, cast, tuple_
from sqlalchemy.exc import DataError
from sqlalchemy.orm import InstrumentedAttribute, Session

from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.plain_json import read_json
from chasqui.kernel.texts.text import say

Item = TypeVar("Item")
Column = InstrumentedAttribute[Any] | ColumnElement[Any]


def encode_cursor(values: Sequence[Any]) -> str:
	"""Return the opaque form of the last row's sort values."""
	text = json.dumps(list(values), ensure_ascii=False)
	return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[Any]:
	"""Return the values in a cursor; Invalid if it was not made by `encode_cursor`."""
	try:
		padded = cursor + "=" * (-len(cursor) % 4)
		values = read_json(base64.urlsafe_b64decode(padded.encode()))
	except (binascii.Error, ValueError) as error:
		raise _refuse_cursor() from error
	if not isinstance(values, list) or len(values) != length or not all(map(_is_plain, values)):
		raise _refuse_cursor()
	return values


def fetch_rows(
	session: Session,
	query: Select[Any],
	*,
	keys: Sequence[Column],
	cursor: str | None,
	limit: int,
	descending: bool = False,
) -> tuple[list[Sequence[Any]], str | None]:
	"""Return up to `limit` rows after `cursor` and the next cursor.

	`keys` are the sort columns, the last of them unique, none of them null. The database writes
	them into the cursor as it reads them back: Python knows neither -infinity nor all of a float.

	:raises Invalid: the cursor is not of this list
	"""
	texts = [cast(key, Text).label(f"key_{place}") for place, key in enumerate(keys)]
	asked = follow_order(query.add_columns(*texts), keys, cursor, descending=descending)
	with doubt_cursor(cursor):
		rows = session.execute(asked.limit(limit + 1)).all()
	size = len(keys)
	following = encode_cursor(rows[limit - 1][-size:]) if len(rows) > limit else None
	return [row[:-size] for row in rows[:limit]], following


def read_all(
	read_page: Callable[[str | None], tuple[Sequence[Item], str | None]],
) -> Iterator[Item]:
	"""Yield the rows of every page; `read_page` takes a cursor and gives the next one too."""
	cursor: str | None = None
	while True:
		rows, cursor = read_page(cursor)
		yield from rows
		if cursor is None:
			return


@contextmanager
def doubt_cursor(cursor: str | None) -> Iterator[None]:
	"""Within it, values that the database cannot read are the cursor's fault, if there is one.

	:raises Invalid: the cursor is not of this list
	"""
	try:
		yield
	except DataError as error:
		if cursor is None:
			raise
		raise _refuse_cursor() from error


def follow_order(
	query: Select[Any], keys: Sequence[Column], cursor: str | None, *, descending: bool
) -> Select[Any]:
	"""Return a query in the order of `keys`, from after `cursor` on."""
	if cursor is not None:
		values = build_keys(keys, decode_cursor(cursor, len(keys)))
		row = tuple_(*keys)
		query = query.where(row < values if descending else row > values)
	return query.order_by(*(key.desc() if descending else key.asc() for key in keys))


def build_keys(keys: Sequence[Column], values: Sequence[Any]) -> ColumnElement[Any]:
	"""Return values of the keys as SQL: cast, for JSON carries a date or a number as text."""
	return tuple_(*(cast(str(v), key.type) for v, key in zip(values, keys, strict=True)))


def _is_plain(value: object) -> bool:
	return value is None or isinstance(value, str | int | Decimal)


def _refuse_cursor() -> Invalid:
	return Invalid(
		say("El cursor de la página no es válido."),
		code="bad_cursor",
		fields=[FieldError("cursor", say("No es un cursor de esta lista."), "bad_cursor")],
	)
