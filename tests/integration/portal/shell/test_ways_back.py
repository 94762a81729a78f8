"""What is opened from a row of a list leads back to that list, as it stood."""

import re
from html import unescape

import pytest

from portal.shell.pages.ways_back import CAME_FROM
from tests.support.portal_world import PortalWorld, find_hidden

INBOX = "/calidad/?kind=bounced_email"


class TestWaysBack:
	def test_a_correction_leads_back_to_the_inbox(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		found = re.search(r'href="(/clientes/\d+/editar\?[^"]+)"', visitor.get(INBOX).text)
		assert found
		page = unescape(found[1])
		form = visitor.get(page).text
		assert unescape(find_hidden(form, CAME_FROM)) == INBOX
		assert f'href="{INBOX}"' in form
		typed = {"name": "Nombre Cambiado", CAME_FROM: INBOX}
		answer = visitor.send(page.split("?")[0], page=page, **typed)
		assert (answer.status_code, answer.location) == (303, INBOX)

	def test_what_is_refused_keeps_the_way(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = "/clientes/1/editar"
		answer = visitor.send(page, page=page, name="Ana Paz", version="00bb", **{CAME_FROM: INBOX})
		assert answer.status_code == 422
		assert unescape(find_hidden(answer.text, CAME_FROM)) == INBOX

	@pytest.mark.parametrize("way", ["https://example.com/", "//example.com", "/\\example.com"])
	def test_it_leads_nowhere_else(self, portal: PortalWorld, way: str) -> None:
		visitor, page = portal.open("admin"), "/clientes/1/editar"
		assert not find_hidden(visitor.get(f"{page}?{CAME_FROM}={way}").text, CAME_FROM)
		answer = visitor.send(page, page=page, name="Nombre Cambiado", **{CAME_FROM: way})
		assert answer.location == "/clientes/1"

	def test_every_act_of_a_row_knows_its_list(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		for path in (INBOX, "/duplicados/?state=open", "/sucesos-detenidos/"):
			main = visitor.get(path).text.split("<main")[1]
			for act in re.findall(r'<a class="btn btn-quiet btn-sm" href="([^"]+)">', main):
				assert f"{CAME_FROM}=" in act, (path, act)
