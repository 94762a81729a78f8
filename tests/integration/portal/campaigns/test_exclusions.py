"""Whom a campaign leaves out: asked in the wizard with its count, said beside the audience."""

import html
import re

from tests.integration.portal.campaigns.test_wizard import send_step
from tests.support.portal_world import PortalWorld

STEP = "/campanas/asistente/7/segmento"


def test_the_wizard_counts_by_what_is_typed(portal: PortalWorld) -> None:
	visitor = portal.open("jefa")
	way = "/campanas/asistente/excluidos"
	few = html.unescape(visitor.send(way, page=STEP, contacted_days="").text)
	assert "3 tienen riesgo alto" in few
	assert "contactados" not in few
	more = html.unescape(visitor.send(way, page=STEP, contacted_days="7").text)
	assert "12 fueron contactados en los últimos 7 días" in more
	wrong = visitor.send(way, page=STEP, contacted_days="99").text
	assert "Se cuentan cuando los criterios estén completos." in wrong


def test_what_is_wrong_stands_at_its_field_and_stays(portal: PortalWorld) -> None:
	visitor = portal.open("jefa")
	typed = {"name": "Plan nuevo", "contacted_days": "45", "exclude_high_risk": "on"}
	done = send_step(visitor, "segmento", **typed)
	page = html.unescape(visitor.get(done.location).text)
	assert "Son de 1 a 30 días." in page
	assert 'value="45"' in page
	assert re.search(r'name="exclude_high_risk"\s+value="on" checked', page)


def test_the_audience_says_how_many_and_why(portal: PortalWorld) -> None:
	known = portal.world.campaigns[1]
	assert known.audience is not None
	news = {"audience": known.audience.model_copy(update={"excluded": 15})}
	portal.world.campaigns[1] = known.model_copy(update=news)
	page = html.unescape(portal.open("jefa").get("/campanas/1/audiencia/").text)
	assert "Se dejaron fuera 15 clientes:" in page
	assert "contactados hace poco (12), riesgo alto (3)." in page
