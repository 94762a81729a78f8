"""The page of reasons, and their choice at the desk."""

from html import unescape

import pytest

from chasqui.contracts.campaigns.call_results import CallResult
from tests.integration.portal.desk.test_desk import take
from tests.support.portal_world import PortalWorld

PAGE = "/resultados-propios/motivos/"


@pytest.mark.covers("K27")
class TestReasons:
	def test_one_of_a_fixed_and_one_of_an_own_result_are_added(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert "Muy caro" in visitor.get(PAGE).text
		visitor.send(PAGE, page=PAGE, name="Ya tiene", result="NOT_INTERESTED")
		visitor.send(PAGE, page=PAGE, name="Número viejo", result="WRONG_NUMBER.1")
		fixed, own = portal.world.reasons[2], portal.world.reasons[3]
		assert (fixed.result, fixed.own_result_id) == (CallResult.NOT_INTERESTED, None)
		assert (own.result, own.own_result_id) == (CallResult.WRONG_NUMBER, 1)

	@pytest.mark.parametrize(
		("changes", "text"),
		[
			({"name": ""}, "Falta este dato"),
			({"name": "Muy caro"}, "ya tiene un motivo"),
			({"result": ""}, "Falta este dato"),
			({"result": "NADA"}, "Debe ser uno de"),
			({"result": "DO_NOT_CALL"}, "no lleva motivos"),
		],
	)
	def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
		self, portal: PortalWorld, changes: dict[str, str], text: str
	) -> None:
		visitor = portal.open("admin")
		typed = {"name": "Ya tiene", "result": "NOT_INTERESTED", **changes}
		answer = visitor.send(PAGE, page=PAGE, **typed)
		assert answer.status_code == 422
		page = unescape(answer.text)
		assert text in page
		assert f'value="{typed["name"]}"' in page
		assert len(portal.world.reasons) == 1

	def test_one_is_retired_and_comes_back(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send(f"{PAGE}1/retirar", page=PAGE)
		assert portal.world.reasons[1].is_retired
		assert "Retirado" in visitor.get(PAGE).text
		visitor.send(f"{PAGE}1/volver", page=PAGE)
		assert not portal.world.reasons[1].is_retired

	def test_only_who_manages_results_may(self, portal: PortalWorld) -> None:
		assert portal.open("jefa").get(PAGE).status_code == 403


@pytest.mark.covers("K27")
class TestDesk:
	def test_it_is_chosen_with_the_result(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		page = " ".join(visitor.get("/mesa/").text.split())
		assert '<optgroup label="No le interesa" data-of="NOT_INTERESTED">' in page
		fields = {"lease_token": token, "result": "NOT_INTERESTED", "reason_id": "1"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert portal.world.records[0].reason_id == 1

	def test_without_any_nothing_is_asked(self, portal: PortalWorld) -> None:
		portal.world.reasons.clear()
		visitor, _token = take(portal)
		assert 'name="reason_id"' not in visitor.get("/mesa/").text
