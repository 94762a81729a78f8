"""The script of a call: kept for all campaigns and for one, previewed, read at the desk."""

from html import unescape

import pytest
from lxml import html

from tests.integration.portal.desk.test_desk import take
from tests.support.portal_world import PortalWorld, Visitor

PAGE, OWN, CALLS = "/guion", "/campanas/1/llamadas/guion", "/campanas/1/llamadas/"


def preview(visitor: Visitor, body: str, after: int = 0) -> str:
	way = f"{OWN}/vista?after={after}"
	return unescape(visitor.send(way, page=OWN, body=body).text)


@pytest.mark.covers("K27")
class TestScript:
	def test_it_is_changed_for_all_campaigns(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert "{{ primer_nombre }}" in visitor.get(PAGE).text
		visitor.send(PAGE, page=PAGE, body="Hola, {{ nombre }}")
		assert portal.world.scripts[None].body == "Hola, {{ nombre }}"

	@pytest.mark.parametrize(
		("body", "text"),
		[("Hola, {{ apodo }}", "El campo «apodo» no existe"), ("", "Falta este dato")],
	)
	def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
		self, portal: PortalWorld, body: str, text: str
	) -> None:
		visitor = portal.open("admin")
		answer = visitor.send(PAGE, page=PAGE, body=body)
		assert answer.status_code == 422
		page = unescape(answer.text)
		assert text in page
		assert 'id="body-error"' in page
		assert body in page
		assert portal.world.scripts[None].version == 1

	def test_a_campaign_has_its_own_until_it_goes(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert visitor.send(OWN, page=OWN, body="Propio").location.endswith(CALLS)
		assert "Propio de esta campaña." in visitor.get(CALLS).text
		visitor.send(f"{OWN}/comunes", page=CALLS)
		assert 1 not in portal.world.scripts

	def test_a_campaign_shows_how_it_begins_with_its_fields_by_name(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("admin")
		body = "Buenos días. " * 10 + "¿Hablo con {{ nombre }}, de {{ provincia }}? " * 2
		assert visitor.send(PAGE, page=PAGE, body=body).status_code == 303
		cards = html.document_fromstring(visitor.get(CALLS).text)
		[card] = cards.xpath("//section[@aria-labelledby='script-title']//p[1]")
		assert card.text.startswith("Buenos días.")
		assert [(one.get("class"), one.text) for one in card] == [
			("merge-field", "Nombre completo")
		]
		assert card[0].tail.endswith(", de…")  # no field is cut

	def test_it_is_seen_as_a_customer_would_get_it(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		first, second = portal.world.customers[1].name, portal.world.customers[2].name
		assert f"Hola, {first}" in preview(visitor, "Hola, {{ nombre }}")
		assert f"Para {second}" in preview(visitor, "Hola, {{ nombre }}", after=1)
		assert "no existe" in preview(visitor, "Hola, {{ apodo }}")
		portal.world.down.add("campaigns")
		assert visitor.client.get(OWN).status_code == 503


@pytest.mark.covers("K27")
def test_the_desk_reads_it_though_the_siblings_are_down(portal: PortalWorld) -> None:
	visitor, _token = take(portal)
	portal.world.down |= {"mailer", "customers"}
	page = visitor.get("/mesa/")
	assert page.status_code == 200
	assert "<p>Le llamo por el plan hogar.</p>" in page.text
