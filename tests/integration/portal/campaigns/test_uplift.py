"""The group that is never contacted: asked for in the wizard, compared in the statistics (K19)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from chasqui.contracts.campaigns.uplift import Arm, CampaignUplift
from tests.integration.portal.campaigns.test_figures import PAGE
from tests.integration.portal.campaigns.test_wizard import (
	BASE,
	SEGMENT,
	fill,
	read_errors,
	send_step,
)
from tests.support.portal_world import PortalWorld, Visitor, read_text

pytestmark = pytest.mark.covers("K19")
FOUND: dict[str, Any] = {
	"since": datetime(2026, 11, 3, 12, tzinfo=UTC), "until": date(2026, 11, 28), "usual": 0.02,
	"contacted": Arm(people=9000, buyers=540), "held_out": Arm(people=1000, buyers=42),
	"difference": 0.018, "low": 0.003, "high": 0.0299, "visible": 0.0136,
}  # fmt: skip


@pytest.fixture
def visitor(portal: PortalWorld) -> Visitor:
	return portal.open("jefa")


def show(portal: PortalWorld, visitor: Visitor, **found: Any) -> str:
	campaign = portal.world.campaigns[1]
	portal.world.campaigns[1] = campaign.model_copy(update={"holdout_percent": 10})
	portal.world.uplift = CampaignUplift(**{**FOUND, **found})
	return read_text(visitor.get(PAGE).text)


class TestUplift:
	def test_a_campaign_without_a_group_says_nothing(self, visitor: Visitor) -> None:
		assert "Frente al grupo de control" not in visitor.get(PAGE).text

	@pytest.mark.parametrize(
		("low", "high", "verdict"),
		[
			(0.003, 0.0299, "Contactar vendió más"),
			(-0.03, -0.001, "Contactar vendió menos"),
			(-0.001, 0.02, "Todavía no se puede afirmar"),
			(0.0, 0.02, "Todavía no se puede afirmar"),
		],
	)
	def test_it_says_no_more_than_is_known(
		self, portal: PortalWorld, visitor: Visitor, low: float, high: float, verdict: str
	) -> None:
		text = show(portal, visitor, low=low, high=high)
		for one in ("Contactar vendió más", "Contactar vendió menos", "Todavía no se puede"):
			assert (one in text) is verdict.startswith(one)

	def test_the_difference_is_said_with_its_interval(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		text = show(portal, visitor)
		assert "Se contacta 9.000 540 6 %" in text
		assert "Grupo de control 1.000 42 4,2 %" in text
		assert "1,8 puntos de diferencia (entre 0,3 y 2,99, con 95 % de confianza)" in text
		assert "unos 162 compradores por haber contactado" in text
		assert "Provisional: compras del 3 nov 2026 al 28 nov 2026" in text
		assert "diferencia de 1,36 puntos o más, si suele comprar el 2 %" in text
		assert "Provisional" not in show(portal, visitor, is_over=True)

	def test_before_it_begins_it_says_when_it_compares(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		nothing = {"since": None, "difference": None, "low": None, "high": None, "visible": None}
		text = show(portal, visitor, **nothing)
		assert "Se comparan cuando la campaña se ponga en marcha" in text
		assert "no se vería ninguna diferencia" in text
		text = show(portal, visitor, **nothing, held_out=Arm())
		assert "El grupo se elige al azar al construir la audiencia" in text


class TestWizard:
	def test_the_share_is_asked_for_and_its_fault_is_said(self, visitor: Visitor) -> None:
		wrong = send_step(visitor, "segmento", **{**SEGMENT, "holdout_percent": "100"})
		fault = "El grupo de control va de 0 a 50 % de la audiencia"
		assert fault in read_text(read_errors(visitor, wrong))

	def test_it_is_kept_with_the_campaign(self, portal: PortalWorld, visitor: Visitor) -> None:
		fill(visitor)
		assert "Grupo de control nadie" in read_text(visitor.get(f"{BASE}/resumen").text)
		send_step(visitor, "segmento", **{**SEGMENT, "holdout_percent": "10"})
		text = read_text(visitor.get(f"{BASE}/resumen").text)
		assert "Grupo de control 10 % de la audiencia" in text
		send_step(visitor, "resumen", budget="1.500,50", go="guardar")
		assert portal.world.campaigns[4].holdout_percent == 10
