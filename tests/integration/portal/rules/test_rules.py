"""How often customers may be called: for all campaigns, and for one."""

from html import unescape

import pytest

from chasqui.contracts.campaigns.assignments import LeftCustomers
from chasqui.contracts.campaigns.call_rules import USUAL_RULES
from tests.support.portal_world import PortalWorld

PAGE, OWN, CALLS = "/reglas", "/campanas/1/llamadas/reglas", "/campanas/1/llamadas/"
TYPED = {
	"attempts_a_day": "2", "attempts_in_all": "8", "misses_in_a_row": "5", "callbacks_a_day": "15",
	"pass_minutes": "45", "retries.interested.minutes": "2880", "retries.no_answer.minutes": "120",
	"retries.no_answer.grows": "on", "retries.busy.minutes": "15", "retries.busy.most_a_day": "4",
	"retries.voicemail.minutes": "1440", "retries.skipped.minutes": "60",
}  # fmt: skip


@pytest.mark.covers("K27")
class TestRules:
	def test_they_are_changed_for_all_campaigns(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get(PAGE).text
		assert f'value="{USUAL_RULES.attempts_in_all}"' in page
		assert visitor.send(PAGE, page=PAGE, **TYPED).status_code == 303
		kept = portal.world.rules[None]
		assert (kept.attempts_a_day, kept.pass_minutes, kept.version) == (2, 45, 2)
		assert kept.retries.no_answer.grows
		assert kept.retries.busy.most_a_day == 4
		assert kept.retries.voicemail.most_a_day is None
		assert not kept.answer_stops_mail
		visitor.send(PAGE, page=PAGE, answer_stops_mail="on", **TYPED)
		assert portal.world.rules[None].answer_stops_mail
		assert "Guardado por" in visitor.get(PAGE).text

	@pytest.mark.parametrize(
		("name", "value", "text"),
		[
			("attempts_a_day", "0", "Debe ser 1 o más"),
			("attempts_a_day", "", "Falta este dato"),
			("attempts_in_all", "1", "no pueden ser menos que en un día"),
			("retries.busy.minutes", "", "Falta este dato"),
			("retries.busy.most_a_day", "muchas", "número entero"),
			("pass_minutes", "-3", "Debe ser 1 o más"),
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
		assert f'id="{name.replace(".", "-")}-error"' in page
		assert 'value="2880"' in page
		assert portal.world.rules[None].version == 1

	def test_a_campaign_has_its_own_until_it_goes(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		calls = visitor.get(CALLS).text
		assert "3 veces en 24 horas y 12 en total" in calls
		assert "Las de todas las campañas" in calls
		assert "usa las reglas de todas" in visitor.get(OWN).text
		assert visitor.send(OWN, page=OWN, **TYPED).location.endswith(CALLS)
		calls = visitor.get(CALLS).text
		assert "2 veces en 24 horas y 8 en total" in calls
		assert "Propias de esta campaña" in calls
		visitor.send(f"{OWN}/comunes", page=CALLS)
		assert 1 not in portal.world.rules


@pytest.mark.covers("K27")
class TestHome:
	def test_an_advisor_reads_what_was_promised(self, portal: PortalWorld) -> None:
		portal.world.passed_calls = 2
		page = portal.open("asesora").get("/").text
		assert "Lo que prometió" in page
		assert "Después de las cinco" in page
		assert "Otras personas tomaron hoy 2 llamadas prometidas suyas" in page
		assert 'href="/trabajo/"' in page

	def test_who_may_hand_over_reads_whom_nobody_calls(self, portal: PortalWorld) -> None:
		portal.world.left_behind = [
			LeftCustomers(
				campaign_id=1, campaign_name="Plan hogar", advisor_id=9, customers=7, callbacks=2,
				advisor_name="Ana Sintética",
			)
		]  # fmt: skip
		for name in ("jefa", "supervisor", "admin"):
			page = portal.open(name).get("/").text
			assert "7 clientes esperan a Ana Sintética" in page, name
		assert "Ana Sintética" not in portal.open("asesora").get("/").text
