"""A head limits contacts, looks before a campaign runs, and sees whom it does not reach."""

import pytest
from playwright.sync_api import expect

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.counting import CountState
from tests.e2e.walker import DESKTOP, PHONE, Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("R46")
@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_from_the_limits_to_whom_a_campaign_does_not_reach(
	walker: Walker, portal: PortalWorld, size: tuple[int, int], theme: str
) -> None:
	segmented = portal.world.campaigns[1].model_copy(
		update={"phase": Phase.SEGMENTED, "allowed_phases": [Phase.IN_EXECUTION]}
	)
	portal.world.campaigns[1] = segmented
	page = walker.open("jefa", at="/limites", size=size, theme=theme)
	a_day = page.locator("#together-a_day")
	a_day.fill("9")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_text("no pueden ser menos que en un día").last).to_be_visible()
	expect(a_day).to_have_value("9")
	walker.check_page(f"jefa-limites-con-error-{size[0]}")
	a_day.fill("1")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("status").first).to_contain_text("Los límites quedaron guardados")
	assert portal.world.pressure[None].together.a_day == 1

	page.goto("/campanas/1/revision/")
	walker.check_page(f"jefa-revision-vacia-{size[0]}")
	page.get_by_role("button", name="Contar ahora").click()
	expect(page.get_by_text("Se está contando")).to_be_visible()
	counted = {"state": CountState.READY}
	portal.world.preflight = portal.world.preflight.model_copy(update=counted)
	causes = page.get_by_role("table", name="Por canal")
	expect(causes).to_contain_text("Ya se le contactó")  # the page came anew by itself
	walker.check_page(f"jefa-revision-{size[0]}")
	causes.get_by_role("link", name="300").click()
	people = page.get_by_role("table")
	expect(people).to_contain_text("Lucía Chimborazo Sintética")
	expect(people).not_to_contain_text("María Ñusta Sintética")
	walker.check_page(f"jefa-no-llega-{size[0]}")

	page.goto("/campanas/1/")
	page.get_by_role("link", name="Poner en ejecución").first.click()
	page.get_by_role("dialog").get_by_role("button").first.click()
	expect(page.get_by_role("status").first).to_contain_text("En ejecución")
	page.goto("/campanas/1/revision/")
	expect(page.get_by_role("button", name="Contar otra vez")).to_be_hidden()
	walker.check_faults()
