"""The database computes what the domain does."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from customers.segments.domain.income_steps import BAND_LOWS, THRESHOLDS


class TestMigrations:
	def test_the_database_steps_incomes_as_the_domain_does(self, session: Session) -> None:
		query = text("SELECT income_step(:amount), income_band(:amount)")
		for number, amount in enumerate(THRESHOLDS, 1):
			step, band = session.execute(query, {"amount": amount}).one()
			assert step == number
			assert BAND_LOWS[band - 1] <= amount
		assert tuple(session.execute(query, {"amount": None}).one()) == (0, 0)
