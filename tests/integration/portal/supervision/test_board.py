"""The supervisor's board, its goals, and the pause of an advisor."""

import pytest

from chasqui.contracts.campaigns.board import DayGoals
from tests.support.portal_world import PortalWorld

PAGE = "/asesores/"


@pytest.mark.covers("K27")
class TestBoard:
	def test_it_shows_who_does_what_and_comes_anew(self, portal: PortalWorld) -> None:
		visitor = portal.open("supervisor")
		page = visitor.get(PAGE).text
		assert "Libre" in page
		assert "31 (2 vencidas)" in page
		portal.open("asesora").send("/mesa/siguiente", page="/mesa/")
		part = visitor.get(f"{PAGE}ahora").text
		assert "<html" not in part
		assert "Con un cliente" in part
		assert "2 min" in part  # 1500 s in 12 calls

	def test_goals_are_kept_and_shown(self, portal: PortalWorld) -> None:
		visitor = portal.open("supervisor")
		assert visitor.send(PAGE, page=PAGE, calls="40", sales="3").status_code == 303
		assert portal.world.goals == DayGoals(calls=40, sales=3, version=1)
		assert "12 de 40" in visitor.get(PAGE).text
		wrong = visitor.send(PAGE, page=PAGE, calls="muchas", sales="3")
		assert wrong.status_code == 422
		assert 'value="muchas"' in wrong.text

	def test_without_advisors_it_says_how_they_come(self, portal: PortalWorld) -> None:
		portal.world.has_advisors = False
		assert "No hay asesores" in portal.open("supervisor").get(PAGE).text

	def test_it_leaves_as_a_file(self, portal: PortalWorld) -> None:
		answer = portal.open("supervisor").get(f"{PAGE}?formato=csv")
		assert "Asesoría de Prueba" in answer.get_data(as_text=True)

	@pytest.mark.parametrize("person", ["asesora", "admin"])
	def test_who_does_not_supervise_has_none(self, portal: PortalWorld, person: str) -> None:
		assert portal.open(person).get(PAGE).status_code == 403


@pytest.mark.covers("K27")
def test_an_advisor_pauses_and_goes_on(portal: PortalWorld) -> None:
	visitor = portal.open("asesora")
	assert visitor.send("/mesa/pausa", page="/mesa/", code="lunch").status_code == 303
	assert "Almuerzo" in visitor.get("/mesa/").text
	assert "Almuerzo" in portal.open("supervisor").get(PAGE).text
	visitor.send("/mesa/pausa/fin", page="/mesa/")
	assert portal.world.pause is None
	visitor.send("/mesa/pausa", page="/mesa/", code="siesta")
	assert "Elija por qué hace la pausa" in visitor.get("/mesa/").text
