"""Lists read whole: page after page, as long as somebody wants a row."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from annotated_types import Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chasqui.contracts.wire import Page
from portal.shell.pages.addresses import CURSOR

Row = TypeVar("Row")
Asked = TypeVar("Asked", bound=BaseModel)


def read_rows(query: Asked, load: Callable[[Asked], Page[Row]]) -> Iterator[Row]:
	"""Yield the rows of a list from its beginning."""
	for rows in read_pages(query, load):
		yield from rows


def read_pages(query: Asked, load: Callable[[Asked], Page[Row]]) -> Iterator[Sequence[Row]]:
	"""Yield the rows of a list, page by page, from its beginning."""
	known = type(query).model_fields
	start = {"limit": find_most(known["limit"])} if "limit" in known else {}
	asked = query.model_copy(update={**start, **({CURSOR: None} if CURSOR in known else {})})
	while True:
		page = load(asked)
		yield page.items
		if page.next_cursor in (None, getattr(asked, CURSOR, None)):
			return  # the end; a list that does not move on would never come to one
		asked = asked.model_copy(update={CURSOR: page.next_cursor})


def find_most(limit: FieldInfo) -> int:
	"""Return how many rows a list gives at once at most."""
	return max(int(str(one.le)) for one in limit.metadata if isinstance(one, Le))
