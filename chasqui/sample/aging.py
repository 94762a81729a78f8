"""How the data of a sample have aged: when somebody looked at them, and boxes that are gone."""

from datetime import date, timedelta
from random import Random

from chasqui.contracts.sample import NO_BOX_DOMAIN
from chasqui.sample.customers import Row

AGING_COLUMNS = ("updated_on",)
STALE = 0.15  # nobody has looked at them since the last contact
LOOKED_AT_DAYS = 700  # within which the others were looked at
UNKNOWN = 0.1
NO_BOX = 0.012  # of those with an address


class Ager:
	"""Draws from a stream of its own, so that all else stays the same."""

	def __init__(self, seed: int, as_of: date) -> None:
		self._choose = Random(seed)  # noqa: S311 - sample data, no secret
		self._as_of = as_of

	def age(self, row: Row) -> Row:
		"""Return what has changed of a row that has its last contact."""
		return {"updated_on": self._draw_update(row), "email": self._draw_box(row["email"])}

	def _draw_update(self, row: Row) -> str:
		choose = self._choose
		if choose.random() < UNKNOWN:
			return ""
		since = date.fromisoformat(row["last_contact"] or row["registered_on"])
		if choose.random() < STALE:
			return since.isoformat()
		looked = self._as_of - timedelta(days=choose.randrange(LOOKED_AT_DAYS))
		return max(since, looked).isoformat()

	def _draw_box(self, email: str) -> str:
		if not email or self._choose.random() >= NO_BOX:
			return email
		return f"{email.split('@')[0]}@{NO_BOX_DOMAIN}"
