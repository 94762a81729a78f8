"""A person who stands in every table of campaigns, and then nowhere."""

import pytest

from chasqui.contracts.event_payloads import ErasureRequested, EventName
from chasqui.contracts.events import Event
from chasqui.contracts.risk import Identification
from chasqui.kernel.clock import read_now
from tests.support.campaigns_world import CampaignsWorld
from tests.support.declarations import load_bases
from tests.support.planting import PERSON, PERSON_ID, Garden


@pytest.mark.covers("R44")
def test_an_erasure_leaves_nothing_in_any_table(world: CampaignsWorld) -> None:
	keys = world.wiring.identity_keys
	known = [keys.make_key(Identification(**one.model_dump())) for one in PERSON.identities]
	garden = Garden("campaigns", [*known, *map(keys.make_name_key, PERSON.names)])
	tables = load_bases()["campaigns"].metadata.sorted_tables
	with world.wiring.database.open_session() as session:
		garden.plant(session)
		assert {name for name, _ in garden.ways} <= {*garden.find(session, tables)}
	with world.wiring.database.open_session() as session:
		world.wiring.make_eraser(session).erase(make_order())
	with world.wiring.database.open_session() as session:
		assert garden.find(session, tables) == {}


def make_order() -> Event[ErasureRequested]:
	return Event(
		event_id="00000000-0000-4000-8000-000000000001",
		cursor="1.1",
		name=EventName.ERASURE_REQUESTED,
		payload=ErasureRequested(customer_id=PERSON_ID, erasure_id=7, person=PERSON),
		happened_at=read_now(),
	)
