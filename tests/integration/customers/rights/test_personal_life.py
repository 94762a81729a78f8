"""A person who stands in every table of customers, and then nowhere."""

import pytest

from chasqui.contracts.customers.rights import ErasureRequest
from chasqui.kernel.data.database import Database
from chasqui.kernel.texts.languages import set_language
from customers.app.wiring import Wiring
from customers.features import load_metadata
from tests.integration.customers.doors import Api
from tests.integration.customers.rights.test_rights import (
	ADMIN,
	FakeRisk,
	end_erasures,
	make_runner,
	receive,
	wiring,  # noqa: F401 - a fixture
)
from tests.support.planting import PERSON_ID, Garden, list_untold
from tests.support.pseudo_language import PSEUDO, open_pseudo_language, strip_marked


@pytest.mark.covers("R44")
def test_an_erasure_leaves_nothing_in_any_table(
	client: Api,
	database: Database,
	wiring: Wiring,  # noqa: F811
) -> None:
	garden = Garden("customers")
	tables = load_metadata().sorted_tables
	with database.open_session() as session:
		garden.plant(session)
	with database.open_session() as session:
		found = {*garden.find(session, tables), *garden.list_bare(session)}
		assert {name for name, _ in garden.ways} <= found
		told = wiring.make_holdings_reader(session).read(PERSON_ID, ADMIN)
		assert list_untold("customers", told) == set()
		with open_pseudo_language():
			set_language(PSEUDO)
			marked = wiring.make_holdings_reader(session).read(PERSON_ID, ADMIN)
		words = [word for one in marked.sections for word in (one.title, *one.columns)]
		assert [word for word in words if strip_marked(word).strip()] == []
		reason = ErasureRequest(reason="Lo pidió Rosa Vera Loor, rosa.secreta@example.com")
		begun = wiring.make_eraser(session).begin(PERSON_ID, reason, ADMIN)
	for holder in ("campaigns", "mailer"):
		receive(wiring, begun.id, holder)
	assert end_erasures(make_runner(wiring, FakeRisk())) == 1
	with database.open_session() as session:
		assert garden.find(session, tables) == {}
		assert garden.list_bare(session) == set()
