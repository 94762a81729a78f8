"""The public way out: opening it does nothing, one click does it."""

from tests.support.fakes.mailer import GOOD_TOKEN
from tests.support.portal_world import PortalWorld

PATH = f"/baja/{GOOD_TOKEN}"


def test_opening_the_link_changes_nothing(portal: PortalWorld) -> None:
	page = portal.open().get(PATH)
	assert page.status_code == 200
	assert "m***@example.com" in page.text
	assert portal.world.unsubscribed == set()


def test_a_mail_program_needs_one_click_without_session(portal: PortalWorld) -> None:
	answer = portal.app.test_client().post(PATH, data={"List-Unsubscribe": "One-Click"})
	assert answer.status_code == 200
	assert portal.world.unsubscribed == {GOOD_TOKEN}


def test_a_person_sees_that_it_is_done(portal: PortalWorld) -> None:
	assert "no le escribiremos más" in portal.open().client.post(PATH).text


def test_a_made_up_link_is_told_kindly(portal: PortalWorld) -> None:
	answer = portal.open().get("/baja/una-ficha-inventada")
	assert answer.status_code == 404
	assert "Este enlace no es válido" in answer.text


def test_a_mailer_that_is_down_says_come_back(portal: PortalWorld) -> None:
	portal.world.down.add("mailer")
	answer = portal.open().get(PATH)
	assert answer.status_code == 503
	assert "no responde por ahora" in answer.text
