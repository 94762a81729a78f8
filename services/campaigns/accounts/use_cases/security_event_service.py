"""Keeps what all services reported of their sign-ins, and shows it to the administrator."""

from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from campaigns.accounts.repositories.security_events import SecurityEventRepository
from campaigns.accounts.repositories.staff import StaffRepository
from chasqui.contracts.campaigns.security import SecurityEntry, SecurityQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.transactions import call_after_commit
from chasqui.kernel.security.event_stream import SecurityStream

BATCH = 1000


class SecurityEventService:
	def __init__(self, session: Session, stream: SecurityStream, *, days: int) -> None:
		self._session = session
		self._rows = SecurityEventRepository(session)
		self._staff = StaffRepository(session)
		self._stream = stream
		self._life = timedelta(days=days)

	def collect(self) -> int:
		"""Take over what waits, and drop what is old; return how many were taken.

		A kill between the commit and the stream's receipt counts a batch twice, and loses none.
		"""
		happenings = self._stream.read(BATCH)
		for happening in happenings:
			self._rows.add(happening)
		self._rows.drop_before(read_now() - self._life)
		call_after_commit(self._session, partial(self._stream.drop, happenings))
		return len(happenings)

	def list_events(self, query: SecurityQuery) -> Page[SecurityEntry]:
		"""Return a page of events, the newest first."""
		rows, cursor = self._rows.list_page(query)
		people = (_read_staff_id(who) for row in rows for who in (row.subject, row.by))
		names = self._staff.list_names(people)
		items = [SecurityEntry.model_validate(row) for row in rows]
		for item in items:
			item.subject_name = names.get(_read_staff_id(item.subject), "")
			item.by_name = names.get(_read_staff_id(item.by), "")
		return Page(items=items, next_cursor=cursor)


def _read_staff_id(subject: str) -> int:
	"""Return whose account a subject names, 0 where it names none."""
	kind, _, number = subject.partition(":")
	return int(number) if kind == "staff" and number.isdecimal() else 0
