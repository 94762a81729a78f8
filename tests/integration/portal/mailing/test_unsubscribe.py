"""The public way out: opening it does nothing, one click does it."""

import pytest

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


@pytest.mark.parametrize(
	("accepted", "is_english"),
	[("en-US,en;q=0.9", True), ("en;q=0.5,es;q=0.9", False), ("de", False), ("", False)],
)
def test_it_is_in_english_for_whoever_reads_no_spanish(
	portal: PortalWorld, accepted: str, is_english: bool
) -> None:
	headers = {"Accept-Language": accepted}
	client = portal.app.test_client()
	asked, made_up = (client.get(path, headers=headers).text for path in (PATH, "/baja/otra"))
	done = client.post(PATH, headers=headers).text
	for page, english, spanish in (
		(asked, "Yes, unsubscribe", "Sí, dar de baja"),
		(done, "we will not write", "no le escribiremos"),
		(made_up, "link is not valid", "enlace no es válido"),
	):
		assert (english in page) is is_english
		assert (spanish in page) is not is_english
		assert ('<html lang="en"' in page) is is_english


def test_who_chose_spanish_here_reads_it(portal: PortalWorld) -> None:
	visitor = portal.open()
	visitor.client.set_cookie("chasqui_language", "es")
	assert "Sí, dar de baja" in visitor.client.get(PATH, headers={"Accept-Language": "en"}).text


def test_a_mailer_that_is_down_says_come_back(portal: PortalWorld) -> None:
	portal.world.down.add("mailer")
	answer = portal.open().get(PATH)
	assert answer.status_code == 503
	assert "no responde por ahora" in answer.text
