"""The migrations make what the models say."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.orm import Session

from customers.features import load_metadata
from customers.segments.domain.income_steps import BAND_LOWS, THRESHOLDS


class TestMigrations:
	def test_tables_and_columns_are_those_of_the_models(self, session: Session) -> None:
		context = MigrationContext.configure(
			session.connection(),
			opts={"include_object": lambda _o, name, kind, *_: kind in ("table", "column")
			and name != "alembic_version"},
		)  # fmt: skip
		assert compare_metadata(context, load_metadata()) == []

	def test_the_database_steps_incomes_as_the_domain_does(self, session: Session) -> None:
		query = text("SELECT income_step(:amount), income_band(:amount)")
		for number, amount in enumerate(THRESHOLDS, 1):
			step, band = session.execute(query, {"amount": amount}).one()
			assert step == number
			assert BAND_LOWS[band - 1] <= amount
		assert tuple(session.execute(query, {"amount": None}).one()) == (0, 0)
