"""A person who stands in every table of the mailer, and then nowhere."""

import pytest

from chasqui.contracts.event_payloads import ErasureRequested, HardBounced
from chasqui.kernel.feed.events import record_event
from mailer.app.wiring import Wiring
from mailer.people.use_cases.erasing import begin_erasure
from tests.support.declarations import load_bases
from tests.support.planting import PERSON, PERSON_ID, Garden


@pytest.mark.covers("R44")
def test_an_erasure_leaves_nothing_in_any_table(wiring: Wiring) -> None:
	garden, base = Garden("mailer"), load_bases()["mailer"]
	tables = base.metadata.sorted_tables
	events = next(one.class_ for one in base.registry.mappers if one.local_table.name == "event")
	with wiring.database.open_session() as session:
		garden.plant(session)
		assert {name for name, _ in garden.ways} <= {*garden.find(session, tables)}
	with wiring.database.open_session() as session:
		order = ErasureRequested(customer_id=PERSON_ID, erasure_id=7, person=PERSON)
		begin_erasure(session, order)
		# The answer to a mail that was on its way comes between order and receipt.
		bounced = HardBounced(email=PERSON.emails[0], customer_id=PERSON_ID)
		record_event(session, events, bounced)
	assert wiring.erasure_worker.write_receipts() == 1
	with wiring.database.open_session() as session:
		assert garden.find(session, tables) == {}
