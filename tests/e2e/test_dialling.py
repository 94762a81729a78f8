"""A call by the company's dialler in a browser: it rings, it reports, the advisor decides."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.dialler import DialAttempt, DialOutcome, DialState
from tests.e2e.walker import PHONE, Walker
from tests.support.portal_world import PortalWorld

RINGS = DialAttempt(attempt_id=uuid4(), state=DialState.TAKEN, is_awaited=True)


@pytest.mark.covers("K27")
def test_what_the_dialler_reports_is_chosen_and_may_be_changed(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	make_callable(portal)
	portal.world.dial_attempt = RINGS
	page.reload()
	page.locator("[data-desk-dial]").click()
	expect(page.locator("#dialled")).to_contain_text("El marcador está llamando")
	walker.check_page("asesora-marcador-llama")
	portal.world.dial_attempt = RINGS.model_copy(
		update={
			"outcome": DialOutcome.BUSY,
			"suggested": CallResult.BUSY,
			"is_awaited": False,
		}
	)
	expect(page.locator("#dialled")).to_contain_text("El marcador informa: ocupado")
	expect(page.locator("[name=result]:checked")).to_have_value("BUSY")
	walker.check_page("asesora-marcador-informa")
	page.reload()
	expect(page.locator("[name=result]:checked")).to_have_value("BUSY")
	walker.press("5")
	walker.press("Control+Enter")
	expect(page.get_by_role("status").first).to_contain_text("No contesta")
	assert [one.result for one in portal.world.records] == [CallResult.NO_ANSWER]


@pytest.mark.covers("K27")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_dialler_that_is_down_leaves_the_number(
	walker: Walker, portal: PortalWorld, theme: str
) -> None:
	page = walker.open("asesora", at="/mesa/", theme=theme, size=PHONE)
	page.get_by_role("button", name="Tomar el siguiente").click()
	person = make_callable(portal)
	portal.world.dial_attempt = DialAttempt(attempt_id=uuid4(), state=DialState.UNREACHED)
	page.reload()
	page.locator("[data-desk-dial]").focus()
	walker.press("Enter")
	expect(page.locator("#dialled")).to_contain_text("El marcador no responde")
	link = page.get_by_role("link", name="Llamar desde este equipo")
	expect(link).to_have_attribute("href", f"tel:{person}")
	walker.check_page(f"asesora-marcador-calla-{theme}")


def make_callable(portal: PortalWorld) -> str:
	"""Give the held customer a number that may be called, and return it."""
	lease = portal.world.lease
	assert lease is not None
	person = lease.customer.model_copy(update={"phone_is_synthetic": False})
	portal.world.lease = lease.model_copy(update={"customer": person})
	return person.phone
