"""A sibling that is down takes its part of a page with it, not the page."""

import pytest

from tests.support.portal_world import PortalWorld

GONE = "Esta parte no está disponible por ahora."


@pytest.mark.parametrize(
	("who", "down", "page", "still"),
	[
		("jefa", "mailer", "/", "Campañas en ejecución"),
		("jefa", "mailer", "/campanas/1/", "A quién llega"),
		("jefa", "mailer", "/campanas/1/correo/", "Plan hogar para mujeres"),
		("jefa", "customers", "/campanas/1/audiencia/", "4.821"),
		("jefa", "mailer", "/disenos/", "Diseños"),
		("jefa", "mailer", "/campanas/asistente/7/diseno", "Asunto"),
		("jefa", "customers", "/clientes/", "Buscar"),
		("admin", "customers", "/", "Registrar cliente"),
		("admin", "customers", "/importaciones/", "Importar un archivo"),
	],
)
def test_the_rest_of_the_page_works_on(
	portal: PortalWorld, who: str, down: str, page: str, still: str
) -> None:
	visitor = portal.open(who)
	portal.world.down.add(down)
	answer = visitor.get(page)
	assert answer.status_code == 200
	assert still in answer.text
	assert GONE in answer.text or "disponible por ahora" in answer.text


def test_a_page_that_is_all_of_one_service_says_so(portal: PortalWorld) -> None:
	visitor = portal.open("jefa")
	portal.world.down.add("campaigns")
	answer = visitor.get("/campanas/1/")
	assert answer.status_code == 503
	assert "Intentar otra vez" in answer.text


def test_a_part_of_a_page_gets_a_notice_not_a_page(portal: PortalWorld) -> None:
	visitor = portal.open("jefa")
	portal.world.down.add("mailer")
	answer = visitor.get("/campanas/1/correo/1/progreso", headers={"HX-Request": "true"})
	assert answer.status_code == 503
	assert "<html" not in answer.text
