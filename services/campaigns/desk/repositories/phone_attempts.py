"""How often phones were called."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.desk.models.phone_attempt import PhoneAttemptRow
from chasqui.contracts.campaigns.call_rules import MOST_A_DAY

# One statement, so that two calls of a shared phone at once are two.
NOTE = text(f"""
	INSERT INTO phone_attempt AS tried (phone, attempts, recent)
	VALUES (:phone, 1, ARRAY[CAST(:at AS timestamptz)])
	ON CONFLICT (phone) DO UPDATE SET attempts = tried.attempts + 1,
		recent = (excluded.recent || tried.recent)[1:{MOST_A_DAY}]
""")  # noqa: S608 - a constant


class PhoneAttemptRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def note(self, phone: str, at: datetime) -> None:
		"""Count a call."""
		self._session.execute(NOTE, {"phone": phone, "at": at})

	def find(self, phone: str) -> PhoneAttemptRow | None:
		"""Return what is known of a phone's calls."""
		return self._session.get(PhoneAttemptRow, phone, populate_existing=True)
