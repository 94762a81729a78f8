"""What is asked of the risk before a call: for all campaigns, for one, and at the desk."""

from html import unescape

import pytest

from chasqui.contracts.campaigns.risk_rules import HighRisk, KeptRiskRules, NoAnswer
from tests.integration.portal.desk.test_desk import take
from tests.support.portal_world import PortalWorld, Visitor

PAGE, OWN = "/reglas-de-riesgo", "/campanas/1/llamadas/reglas-de-riesgo"
CALLS = "/campanas/1/llamadas/"
TYPED = {"max_age_days": "30", "on_high": "skip", "on_no_answer": "hold"}


@pytest.mark.covers("K28")
class TestRiskRules:
	def test_they_are_changed_for_all_campaigns(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert "Decide quien llama" in visitor.get(PAGE).text
		assert visitor.send(PAGE, page=PAGE, **TYPED).status_code == 303
		kept = portal.world.risk_rules[None]
		assert (kept.max_age_days, kept.on_high, kept.on_no_answer) == (
			30, HighRisk.SKIP, NoAnswer.HOLD,
		)  # fmt: skip
		visitor.send(PAGE, page=PAGE, **{**TYPED, "max_age_days": ""})
		assert portal.world.risk_rules[None].max_age_days is None

	@pytest.mark.parametrize(
		("name", "value", "text"),
		[
			("max_age_days", "0", "Debe ser 1 o más"),
			("max_age_days", "muchos", "número entero"),
			("on_high", "otro", "Debe ser uno de"),
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
		assert 'value="hold" checked' in " ".join(page.split())
		assert portal.world.risk_rules[None].version == 1

	def test_a_campaign_has_its_own_until_it_goes(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "Se puede llamar sin consultar" in visitor.get(CALLS).text
		assert visitor.send(OWN, page=OWN, **TYPED).location.endswith(CALLS)
		calls = visitor.get(CALLS).text
		assert "si no se hizo en 30 días" in calls
		assert "no se llama a esa persona" in calls
		visitor.send(f"{OWN}/comunes", page=CALLS)
		assert 1 not in portal.world.risk_rules


@pytest.mark.covers("K29")
class TestDesk:
	def set_rules(self, portal: PortalWorld, **rules: object) -> tuple[Visitor, str]:
		portal.world.risk_rules[1] = KeptRiskRules.model_validate(rules)
		return take(portal)

	def ask(self, visitor: Visitor, token: str) -> str:
		fields = {"csrf_token": visitor.read_token("/mesa/"), "lease_token": token}
		headers = {"HX-Request": "true"}
		return unescape(visitor.client.post("/mesa/riesgo", data=fields, headers=headers).text)

	def test_it_says_what_the_campaign_asks_for(self, portal: PortalWorld) -> None:
		visitor, token = self.set_rules(portal, max_age_days=30)
		assert "pide consultar antes de llamar" in visitor.get("/mesa/").text
		assert "pide consultar" not in self.ask(visitor, token)

	def test_a_high_risk_is_not_called_where_the_campaign_skips(self, portal: PortalWorld) -> None:
		portal.world.risk_level = "HIGH"
		visitor, token = self.set_rules(portal, on_high="skip")
		page = self.ask(visitor, token)
		assert "guarde «Omitido»" in page
		assert 'name="risk_reason"' not in page

	def test_it_waits_for_a_service_that_is_down(self, portal: PortalWorld) -> None:
		portal.world.risk_status = "UNAVAILABLE"
		visitor, token = self.set_rules(portal, max_age_days=30, on_no_answer="hold")
		page = self.ask(visitor, token)
		assert "espera a la central" in page
		assert "Puede seguir" not in page

	def test_why_is_sent_before_the_call(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		fields = {"lease_token": token, "risk_reason": "Paga al contado"}
		visitor.send("/mesa/marcar", page="/mesa/", **fields)
		assert portal.world.dials[0].risk_reason == "Paga al contado"
