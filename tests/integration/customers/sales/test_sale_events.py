"""What is published of sales to the campaigns that brought them."""

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from tests.integration.customers.sales.till import Till

pytestmark = pytest.mark.covers("C8")
ORIGIN = {"campaign_id": 3, "campaign_name": "Fibra de enero", "call_id": 8}


def list_published(database: Database) -> list[str]:
	with database.open_session() as session:
		rows = session.execute(
			text(
				"SELECT payload ->> 'sale_id', payload ->> 'campaign_id', payload ->> 'net'"
				" FROM event WHERE name = 'sale_changed' ORDER BY id"
			)
		)
		return [" ".join(row) for row in rows]


def test_each_step_says_what_is_left(till: Till, database: Database) -> None:
	lines = [till.line(till.router, "2")]
	draft = till.write(*lines, origin=ORIGIN)
	assert list_published(database) == []
	paid = till.do(till.do(draft, "invoice"), "payment")
	till.do(paid, "returns", lines=[{"place": 1, "quantity": "1"}], reason="faulty")
	voided = till.do(till.write(*lines, origin=ORIGIN), "invoice")
	till.do(voided, "void", reason="Otra persona")
	till.pay(*lines)
	one, two = paid["id"], voided["id"]
	assert list_published(database) == [
		f"{one} 3 160.00", f"{one} 3 160.00", f"{one} 3 80.00", f"{two} 3 160.00", f"{two} 3 0.00",
	]  # fmt: skip
