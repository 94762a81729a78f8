"""How often people may be reached: for all campaigns, and for one."""

from html import unescape

import pytest

from chasqui.contracts.campaigns.pressure import USUAL_PRESSURE
from tests.support.portal_world import PortalWorld

PAGE, OWN, CALLS = "/limites", "/campanas/1/limites", "/campanas/1/llamadas/"
TYPED = {
	"together.a_day": "1", "together.a_week": "3", "together.a_month": "8",
	"by_channel.mail.a_day": "1", "by_channel.mail.a_week": "", "by_channel.mail.a_month": "",
	"by_channel.call.a_day": "1", "by_channel.call.a_week": "2", "by_channel.call.a_month": "4",
	"quiet_days": "120",
}  # fmt: skip


@pytest.mark.covers("R46")
class TestLimits:
	def test_they_are_changed_for_all_campaigns(self, portal: PortalWorld) -> None:
		for name in ("jefa", "admin"):
			visitor = portal.open(name)
			assert f'value="{USUAL_PRESSURE.together.a_month}"' in visitor.get(PAGE).text
		assert visitor.send(PAGE, page=PAGE, **TYPED).status_code == 303
		kept = portal.world.pressure[None]
		assert (kept.together.a_week, kept.quiet_days, kept.version) == (3, 120, 2)
		assert (kept.by_channel.mail.a_day, kept.by_channel.mail.a_week) == (1, None)
		assert "Guardado por" in visitor.get(PAGE).text

	@pytest.mark.parametrize(
		("name", "value", "text"),
		[
			("together.a_day", "0", "Debe ser 1 o más"),
			("together.a_day", "muchas", "número entero"),
			("together.a_day", "1.5", "número entero"),
			("together.a_day", "4", "no pueden ser menos que en un día"),
			("together.a_month", "2", "no pueden ser menos que en 7 o en uno"),
			("by_channel.call.a_month", "1", "no pueden ser menos que en 7 o en uno"),
			("by_channel.mail.a_day", "99999999999", "Debe ser 999 o menos"),
			("quiet_days", "", "Falta este dato"),
			("quiet_days", "-1", "Debe ser 0 o más"),
		],
	)
	def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
		self, portal: PortalWorld, name: str, value: str, text: str
	) -> None:
		visitor = portal.open("admin")
		answer = visitor.send(PAGE, page=PAGE, **{**TYPED, name: value})
		assert answer.status_code == 422
		page = unescape(answer.text)
		assert text in page
		assert not value or f'value="{value}"' in page
		assert 'value="8"' in page or name == "together.a_month"
		assert portal.world.pressure[None].version == 1

	def test_a_campaign_has_its_own_until_they_go(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "3 en un día, 7 en 7 días, 16 en 30 días" in visitor.get(CALLS).text
		assert "usa los límites de todas" in visitor.get(OWN).text
		assert visitor.send(OWN, page=OWN, **TYPED).location.endswith(CALLS)
		calls = visitor.get(CALLS).text
		assert "1 en un día, 3 en 7 días, 8 en 30 días" in calls
		assert "Propios de esta campaña" in calls
		visitor.send(f"{OWN}/comunes", page=CALLS)
		assert 1 not in portal.world.pressure
		empty = dict.fromkeys(TYPED, "") | {"quiet_days": "0"}
		assert portal.open("admin").send(PAGE, page=PAGE, **empty).status_code == 303
		calls = visitor.get(CALLS).text
		assert "Sin límite." in calls
		assert "sin contacto de otras campañas" not in calls

	def test_limits_of_a_channel_alone_are_said(self, portal: PortalWorld) -> None:
		typed = {name: "" if name.startswith("together") else text for name, text in TYPED.items()}
		visitor = portal.open("admin")
		assert visitor.send(PAGE, page=PAGE, **typed).status_code == 303
		calls = " ".join(visitor.get(CALLS).text.split())
		assert (
			"Correos: 1 en un día. Llamadas contestadas: 1 en un día, 2 en 7 días, 4 en 30 días. "
			"Cuenta lo que hacen las demás campañas. "
			"Después de «no le interesa», 120 días sin contacto de otras campañas."
		) in calls
		assert "Sin límite" not in calls
		assert "Por todos los canales" not in calls
