"""Who would leave an audience and who would enter, if it were built today (K16)."""

import pytest

from chasqui.contracts.campaigns.counting import CountState
from tests.support.fakes.world import NAMES, NOW
from tests.support.portal_world import PortalWorld, Visitor, read_text

pytestmark = pytest.mark.covers("K16")
PAGE, WAY = "/campanas/1/audiencia/", "/campanas/1/audiencia/hoy"


@pytest.fixture
def visitor(portal: PortalWorld) -> Visitor:
	return portal.open("jefa")


class TestComparison:
	def test_it_is_asked_for_watched_and_read(self, portal: PortalWorld, visitor: Visitor) -> None:
		assert "¿Quiénes saldrían y entrarían hoy?" in visitor.get(PAGE).text
		assert visitor.send(f"{WAY}/", page=PAGE).location.endswith(PAGE)
		assert "Se está comparando" in visitor.get(PAGE).text
		assert "HX-Refresh" not in visitor.get(f"{WAY}/progreso").headers
		found = portal.world.comparisons[1]
		counted = {"state": CountState.READY, "counted_at": NOW, "stay": 40, "leave": 3}
		portal.world.comparisons[1] = found.model_copy(update={**counted, "enter": 1})
		assert visitor.get(f"{WAY}/progreso").headers["HX-Refresh"] == "true"
		text = read_text(visitor.get(PAGE).text)
		assert "Se quedarían 40 Saldrían: ya no cumplen 3 Entrarían: cumplen ahora 1" in text
		assert "compárela otra vez" not in text

	def test_an_audience_that_was_built_anew_is_to_be_compared_again(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		visitor.send(f"{WAY}/", page=PAGE)
		found = portal.world.comparisons[1]
		changed = {"state": CountState.READY, "counted_at": NOW, "is_outdated": True}
		portal.world.comparisons[1] = found.model_copy(update=changed)
		assert "compárela otra vez" in visitor.get(PAGE).text

	def test_one_that_cannot_be_counted_says_why(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		visitor.send(f"{WAY}/", page=PAGE)
		failed = {"state": CountState.FAILED, "error": "El segmento ya no existe."}
		found = portal.world.comparisons[1]
		portal.world.comparisons[1] = found.model_copy(update=failed)
		text = read_text(visitor.get(PAGE).text)
		assert "No se pudo comparar El segmento ya no existe." in text
		assert "Comparar otra vez" in text

	def test_people_stand_with_their_names(self, visitor: Visitor) -> None:
		text = read_text(visitor.get(f"{WAY}/clientes").text)
		assert f"{NAMES[0]} Saldría 71 Pichincha Quito" in text
		assert f"{NAMES[1]} Entraría" in text

	def test_who_may_only_look_asks_for_nothing(self, portal: PortalWorld) -> None:
		supervisor = portal.open("supervisor")
		assert "¿Quiénes saldrían" not in supervisor.get(PAGE).text
		assert supervisor.get(f"{WAY}/clientes").status_code == 200
