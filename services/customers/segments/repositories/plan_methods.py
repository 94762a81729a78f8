"""By which methods the planner may answer a query."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session


@contextmanager
def use_own_indexes(session: Session) -> Iterator[None]:
	"""Within it, a query is answered from the indexes of its conditions."""
	with forbid(session, "enable_seqscan", "enable_indexscan", "enable_indexonlyscan"):
		yield


@contextmanager
def forbid(session: Session, *methods: str) -> Iterator[None]:
	"""Within it, and this transaction, the planner takes other methods where there are any."""
	_set_methods(session, methods, "off")
	yield
	_set_methods(session, methods, "on")


def _set_methods(session: Session, methods: Sequence[str], value: str) -> None:
	calls = ", ".join(f"set_config('{method}', :value, true)" for method in methods)
	session.execute(text(f"SELECT {calls}"), {"value": value})
