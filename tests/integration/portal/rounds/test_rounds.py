"""Rounds of a campaign's calls, and how a new one is opened (K26)."""

import pytest

from chasqui.contracts.campaigns.call_results import CallResult
from tests.support.portal_world import PortalWorld, Visitor, read_text

pytestmark = pytest.mark.covers("K26")
PAGE = "/campanas/1/llamadas/rondas/"
ASK = f"{PAGE}nueva"


@pytest.fixture
def visitor(portal: PortalWorld) -> Visitor:
	return portal.open("jefa")


class TestRounds:
	def test_a_round_shows_what_it_came_to(self, visitor: Visitor) -> None:
		text = read_text(visitor.get(PAGE).text)
		assert "Ronda 1 La primera Los que se asignaron 40 9 52 21 4" in text
		assert "No contesta · 12" in text
		assert "Ocupado · 1.200" in text
		assert PAGE in visitor.get("/campanas/1/llamadas/").text

	def test_a_new_one_is_asked_for_with_its_number(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		asked = visitor.get(f"{ASK}?results=NO_ANSWER&results=BUSY&nonce=n1")
		said = "Se llamará otra vez a 1.212 clientes: No contesta, Ocupado."
		assert said in read_text(asked.text)
		assert portal.world.rounds == []
		assert visitor.resend(asked).location.endswith(PAGE)
		assert visitor.resend(asked).status_code == 303  # a second click
		[made] = portal.world.rounds
		assert made.results == [CallResult.NO_ANSWER, CallResult.BUSY]
		text = read_text(visitor.get(PAGE).text)
		assert "Ronda 2" in text
		assert "Nadie por ahora." in text

	def test_who_changed_meanwhile_is_said(self, portal: PortalWorld, visitor: Visitor) -> None:
		asked = visitor.get(f"{ASK}?results=NO_ANSWER&nonce=n1")
		portal.world.given_up[CallResult.NO_ANSWER] = 7
		visitor.resend(asked)
		assert "Ahora son 7 clientes." in visitor.get(PAGE).text
		assert portal.world.rounds == []

	@pytest.mark.parametrize("asked", ["", "?results=SALE", "?results=nada"])
	def test_nobody_chosen_is_said(self, visitor: Visitor, asked: str) -> None:
		assert visitor.get(f"{ASK}{asked}").location.endswith(PAGE)
		assert "Elija con qué resultados entran." in visitor.get(PAGE).text

	def test_what_was_tampered_with_opens_nothing(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		assert visitor.send(ASK, page=PAGE, results="SALE", expected="1").status_code == 303
		assert "Elija con qué resultados entran." in visitor.get(PAGE).text
		assert portal.world.rounds == []

	def test_it_leaves_as_a_file(self, visitor: Visitor) -> None:
		answer = visitor.get(f"{PAGE}?formato=csv").get_data(as_text=True)
		assert "Ronda 1" in answer

	def test_who_only_reads_opens_none(self, portal: PortalWorld) -> None:
		admin = portal.open("admin")
		text = read_text(admin.get(PAGE).text)
		assert "No contesta: 12" in text
		assert "Abrir otra ronda" not in text
		assert admin.get(f"{ASK}?results=BUSY").status_code == 403
