"""The pages of promotions: listed, written, published, changed, ended, shown with prices."""

import pytest

from chasqui.contracts.customers.promotions import PromotionFacets
from portal.catalogue.lists.promotions import FACETS
from tests.support.portal_world import PortalWorld, Visitor

PAGE = "/promociones/"
DRAFT = f"{PAGE}2"

pytestmark = pytest.mark.covers("C9")


@pytest.fixture
def admin(portal: PortalWorld) -> Visitor:
	return portal.open("admin")


class TestList:
	def test_they_are_searched_narrowed_and_taken_along(self, admin: Visitor) -> None:
		assert FACETS.keys() == PromotionFacets.model_fields.keys() - {"total"}
		page = admin.get(PAGE).text
		for text in (
			"Verano",
			"20 % menos",
			"$3,00 menos",
			"Un mes gratis",
			"Vigente",
			"Terminada",
		):
			assert text in page
		assert f'href="{PAGE}?phase=ended"' in page
		assert "Verano" not in admin.get(f"{PAGE}?phase=ended").text
		file = admin.get(f"{PAGE}exportar.csv?phase=ended")
		assert file.headers["Content-Disposition"] == 'attachment; filename="promociones.csv"'
		assert file.text == "Navidad"
		book = admin.get(f"{PAGE}exportar.xlsx?phase=ended")
		assert book.headers["Content-Disposition"] == 'attachment; filename="promociones.xlsx"'

	def test_all_staff_read_and_writers_alone_are_offered_more(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		assert "Agregar" not in visitor.get(PAGE).text
		page = visitor.get(f"{PAGE}1").text
		assert "Se cruza con otras" in page
		assert "Historia" not in page
		assert "Terminar" not in page
		assert visitor.get(f"{PAGE}nueva").status_code == 403


class TestPromotion:
	def test_it_is_written_published_changed_and_ended(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		form = f"{PAGE}nueva"
		made = admin.send(
			form, page=form, nonce="n1", name="Oferta", kind="amount", value="1,5",
			valid_from="2026-12-01", item_ids=["1", "3"], for_kind="company",
		)  # fmt: skip
		assert made.location == f"{PAGE}4", made.text
		fair = portal.world.fair
		assert (str(fair.promotions[4].value), fair.promotions[4].item_ids) == ("1.50", [1, 3])
		admin.send(f"{PAGE}4/estado", page=made.location, state="published")
		assert "solo empresas" in admin.get(made.location).text
		edit = f"{PAGE}4/editar"
		assert 'value="1,50"' in admin.get(edit).text
		answer = admin.send(
			edit, page=edit, name="Oferta", kind="percent", value="30", valid_from="2026-12-01",
			type_ids="1",
		)  # fmt: skip
		assert answer.location == made.location, answer.text
		now = fair.promotions[4]
		assert (now.item_ids, now.type_ids, now.for_kind) == ([], [1], None)
		ask = f"{PAGE}4/terminar"
		assert "queda como historia" in admin.get(ask).text
		admin.send(f"{PAGE}4/estado", page=ask, state="ended")
		assert fair.promotions[4].state == "ended"
		assert "Editar" not in admin.get(made.location).text

	@pytest.mark.parametrize(
		("changes", "told"),
		[
			({"value": "999"}, "pasa del precio"),
			({"value": "101", "kind": "percent"}, "porcentaje"),
			({"item_ids": []}, "al menos un art"), ({"valid_until": "2026-11-30"}, "termina antes"),
			({"name": ""}, "Nombre"), ({"valid_from": ""}, "Desde"),
		],
	)  # fmt: skip
	def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
		self, portal: PortalWorld, admin: Visitor, changes: dict[str, object], told: str
	) -> None:
		form = f"{PAGE}nueva"
		fields = {
			"name": "Oferta", "kind": "amount", "value": "1", "valid_from": "2026-12-01",
			"item_ids": ["1"], "conditions": "No se pierde",
		}  # fmt: skip
		answer = admin.send(form, page=form, nonce="n1", **{**fields, **changes})
		assert answer.status_code == 422
		assert told in answer.text
		assert "No se pierde" in answer.text
		assert len(portal.world.fair.promotions) == 3

	def test_a_change_on_an_old_page_is_told(self, portal: PortalWorld, admin: Visitor) -> None:
		edit, fair = f"{PAGE}1/editar", portal.world.fair
		old = fair.promotions[1].version
		fair.keep(fair.promotions[1].model_copy(update={"name": "Verano 2027"}))
		answer = admin.send(
			edit, page=edit, version=old, name="Otra", kind="percent", value="20",
			valid_from="2026-11-20", item_ids="1",
		)  # fmt: skip
		assert answer.status_code == 422
		assert "Ahora dice «Verano 2027»" in answer.text
		late = admin.send(f"{PAGE}1/estado", page=edit, version=old, state="ended")
		assert "Otra persona cambió" in admin.get(late.location).text
		assert fair.promotions[1].state == "published"

	def test_a_draft_is_deleted_after_a_question(self, admin: Visitor) -> None:
		ask = f"{DRAFT}/borrar"
		assert "No se puede deshacer" in admin.get(ask).text
		assert admin.send(ask, page=ask).location == PAGE
		assert admin.get(DRAFT).status_code == 404


class TestOffers:
	def test_the_advisor_sees_both_prices_and_until_when(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		for path in ("/ofertas/1", "/ofertas/mesa"):
			page = visitor.get(path).text
			for text in ("$25,00", "$20,00", "Verano", "hasta el 20"):
				assert text in page, (path, text)
		assert "normal $25,00" in visitor.get("/ofertas/").text
		assert "normal $25,00" in portal.open("jefa").get("/catalogo/").text
