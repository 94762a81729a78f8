"""Applies deltas to the cube's cells, turns the cells to another day, builds them anew.

One worker at a time (an advisory lock); writers of customers are never held up. Each change of
the cells is one statement, hence one snapshot: what it takes away as deltas it adds to cells.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from customers.segments.repositories.segment_cube_reader import REFERENCE, build_window

CUBE_LOCK = 7_204_117

TAKEN = """
SELECT kind, gender, province, birth_key, monthly_income, n, email, phone,
	(SELECT reference_key FROM segment_calendar) AS day FROM taken
"""
# To turn the day moves only whose age changes, once out and once in, by the index of birthdays; all
# other cells stand.
BIRTHDAYS = """
SELECT kind, gender, province, birth_key, monthly_income, {sign} AS n,
	{sign} * may_email::integer AS email, {sign} * may_phone::integer AS phone, {day} AS day
FROM customer WHERE archived_at IS NULL AND {window}
"""
# In one statement all parts see the same snapshot (PostgreSQL manual, 7.8.4, «Data-Modifying
# Statements in WITH»): `changes` still reads the former day though `day` sets the new one. Cells
# that come to nothing stay until the day turns: to delete them here would be to change a row twice
# in one statement, which that section rules out. A step lies in one band, so `cells` serves both.
APPLY = """
WITH taken AS (DELETE FROM segment_delta RETURNING *),
changes AS ({changes}),
cells AS (
	SELECT income_band(monthly_income) AS band, income_step(monthly_income) AS step, kind, gender,
		coalesce(province, '') AS province, coalesce((day - birth_key) / 10000, -1) AS age,
		sum(n) AS n, sum(email) AS email, sum(phone) AS phone
	FROM changes GROUP BY 1, 2, 3, 4, 5, 6
	HAVING sum(n) <> 0 OR sum(email) <> 0 OR sum(phone) <> 0
),
day AS (UPDATE segment_calendar SET reference_key = :day WHERE reference_key <> :day),
steps AS (
	INSERT INTO segment_step AS cell
	SELECT step, kind, gender, province, age, n, email, phone FROM cells
	ON CONFLICT (step, kind, gender, province, age) DO UPDATE SET
		n = cell.n + excluded.n, email = cell.email + excluded.email,
		phone = cell.phone + excluded.phone
)
INSERT INTO segment_band AS cell
SELECT band, kind, gender, province, age, sum(n), sum(email), sum(phone)
FROM cells GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (band, kind, gender, province, age) DO UPDATE SET
	n = cell.n + excluded.n, email = cell.email + excluded.email,
	phone = cell.phone + excluded.phone
"""
# Not TRUNCATE: counts would wait for it, and one whose snapshot is older would find no cells
# (PostgreSQL manual, chapter 13, «Caveats»).
EMPTY = (
	"DELETE FROM segment_step",
	"DELETE FROM segment_band",
	"DELETE FROM segment_delta",
)
ALL_CUSTOMERS = """
SELECT kind, gender, province, birth_key, monthly_income, 1 AS n, may_email::integer AS email,
	may_phone::integer AS phone, :day AS day FROM customer WHERE archived_at IS NULL
"""


class CubeRepository:
	"""Keeps the cells up with the customers and with the calendar."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def apply_changes(self, day: int) -> bool:
		"""Move all deltas into the cells and the cells to `day` (a reference key).

		Return False where another worker is at it.
		"""
		locked = self._session.execute(
			text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": CUBE_LOCK}
		)
		if not locked.scalar_one():
			return False
		present = self._session.execute(REFERENCE).scalar_one()
		window = build_window(int(present), day)
		if window is None:
			self._build_anew(day)
			return True
		changes = TAKEN + (_build_turn(window) if window else "")
		self._session.execute(text(APPLY.format(changes=changes)), {"day": day})
		if window:
			self._sweep_empty()  # once a day
		return True

	def rebuild(self, day: int) -> None:
		"""Build all cells from the customers; writers wait meanwhile."""
		self._session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CUBE_LOCK})
		self._build_anew(day)

	def _build_anew(self, day: int) -> None:
		self._session.execute(text("LOCK TABLE customer IN SHARE MODE"))
		for statement in EMPTY:
			self._session.execute(text(statement))
		self._session.execute(text(APPLY.format(changes=ALL_CUSTOMERS)), {"day": day})

	def _sweep_empty(self) -> None:
		"""Delete the cells that hold nobody."""
		self._session.execute(text("DELETE FROM segment_step WHERE n = 0"))
		self._session.execute(text("DELETE FROM segment_band WHERE n = 0"))


def _build_turn(window: str) -> str:
	"""Return those whose birthday lies between two days: out of one age, into the next."""
	plain = window.replace("%%", "%")
	former = "(SELECT reference_key FROM segment_calendar)"
	parts = [
		BIRTHDAYS.format(sign=-1, day=former, window=plain),
		BIRTHDAYS.format(sign=1, day=":day", window=plain),
	]
	return "".join(f" UNION ALL {part}" for part in parts)
