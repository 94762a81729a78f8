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
		recent = (ARRAY(
			SELECT at FROM unnest(excluded.recent || tried.recent) AS one (at) ORDER BY at DESC
		))[1:{MOST_A_DAY}]
""")  # noqa: S608 - a constant
TAKE_BACK = text("""
	UPDATE phone_attempt SET attempts = attempts - 1,
		recent = array_remove(recent, CAST(:at AS timestamptz))
	WHERE phone = :phone AND CAST(:at AS timestamptz) = ANY(recent)
""")
FORGET_EMPTY = text("DELETE FROM phone_attempt WHERE phone = :phone AND attempts = 0")


class PhoneAttemptRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def note(self, phone: str, at: datetime) -> None:
		"""Count a call."""
		self._session.execute(NOTE, {"phone": phone, "at": at})

	def take_back(self, phone: str, at: datetime) -> None:
		"""Count a call no more that was none; of another phone it is nothing."""
		self._session.execute(TAKE_BACK, {"phone": phone, "at": at})
		self._session.execute(FORGET_EMPTY, {"phone": phone})

	def find(self, phone: str) -> PhoneAttemptRow | None:
		"""Return what is known of a phone's calls."""
		return self._session.get(PhoneAttemptRow, phone, populate_existing=True)
