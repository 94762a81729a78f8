"""A supervisor reviews calls; the advisor reads what was said."""

from html import unescape

import pytest

from chasqui.contracts.campaigns.call_reviews import ReviewVerdict
from tests.support.portal_world import PortalWorld

LIST, PAGE = "/trabajo/llamadas", "/trabajo/llamadas/1/revision"


@pytest.mark.covers("K27")
class TestReviews:
	def test_a_supervisor_reviews_and_the_advisor_reads_it(self, portal: PortalWorld) -> None:
		visitor = portal.open("supervisor")
		assert f'href="{PAGE}' in visitor.get(LIST).text
		assert "Persona 1" in visitor.get(PAGE).text
		answer = visitor.send(PAGE, page=PAGE, verdict="observed", note="Confirme la dirección")
		assert answer.status_code == 303
		assert portal.world.call_reviews[1].verdict is ReviewVerdict.OBSERVED
		assert 'value="observed" checked' in " ".join(visitor.get(PAGE).text.split())
		mine = portal.open("asesora").get(LIST).text
		assert "Confirme la dirección" in mine
		assert "Observada" in mine
		assert PAGE not in mine

	@pytest.mark.parametrize(
		("typed", "text"),
		[
			({"verdict": "observed", "note": ""}, "Escriba qué observa"),
			({"note": "Bien"}, "Falta este dato"),
			({"verdict": "otro", "note": "Bien"}, "Debe ser uno de"),
			({"verdict": "approved", "note": "x" * 501}, "demasiado largo"),
		],
	)
	def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
		self, portal: PortalWorld, typed: dict[str, str], text: str
	) -> None:
		answer = portal.open("supervisor").send(PAGE, page=PAGE, **typed)
		assert answer.status_code == 422
		page = unescape(answer.text)
		assert text in page
		assert typed["note"] in page
		assert not portal.world.call_reviews

	def test_of_two_who_review_one_sees_what_the_other_said(self, portal: PortalWorld) -> None:
		visitor = portal.open("supervisor")
		for _ in range(2):
			visitor.send(PAGE, page=PAGE, verdict="approved")
		answer = visitor.send(PAGE, page=PAGE, verdict="observed", note="No", version="1")
		assert answer.status_code == 422
		assert "Otra persona revisó" in answer.text

	def test_advisors_review_nothing(self, portal: PortalWorld) -> None:
		assert portal.open("asesora").get(PAGE).status_code == 403
