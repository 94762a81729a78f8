"""What a step may ask of the transaction that it runs in; who opens it is not its business."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

AFTER_COMMIT = "after_commit"


@contextmanager
def open_savepoint(session: Session) -> Iterator[None]:
	"""Roll back to here on an exception, with what `call_after_commit` has gathered since."""
	gathered = [*session.info.get(AFTER_COMMIT, [])]
	try:
		with session.begin_nested():
			yield
	except BaseException:
		session.info[AFTER_COMMIT] = gathered
		raise


def call_after_commit(session: Session, call: Callable[[], None]) -> None:
	"""Have `call` called when the session's transaction is durable, never if it rolls back.

	Equal calls are one.
	"""
	gathered = session.info.setdefault(AFTER_COMMIT, [])
	if call not in gathered:
		gathered.append(call)


def run_after_commit(session: Session) -> None:
	"""Call what `call_after_commit` has gathered, once."""
	for call in session.info.pop(AFTER_COMMIT, []):
		call()
