"""The pictures of an item, on its page: several at once, described, moved, deleted, shown."""

from io import BytesIO
from typing import Any

import pytest

from tests.support.pictures import FOREIGN, paint
from tests.support.portal_world import PortalWorld, Visitor

PAGE = "/catalogo/1"
HERE = f"{PAGE}#pictures-title"
WAY = f"{PAGE}/imagenes/"

pytestmark = pytest.mark.covers("C7", "C13")


@pytest.fixture
def admin(portal: PortalWorld) -> Visitor:
	return portal.open("admin")


def list_texts(portal: PortalWorld) -> list[str]:
	return [one.alt for one in portal.world.shop.items[1].pictures]


def upload(admin: Visitor, alt: str, **files: bytes) -> Any:
	told = [(BytesIO(data), f"{name}.png") for name, data in files.items()]
	return admin.send(WAY, page=PAGE, alt=alt, file=told)


class TestPictures:
	def test_several_come_at_once_and_are_numbered(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		answer = upload(admin, "Caja abierta", one=paint(), two=paint("JPEG"))
		assert answer.location == HERE
		assert list_texts(portal)[2:] == ["Caja abierta (1)", "Caja abierta (2)"]
		assert "Quedaron agregadas 2" in admin.get(PAGE).text

	def test_what_is_refused_is_told_by_its_name_and_the_text_stays(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		answer = upload(admin, "Caja abierta", good=paint(), bad=FOREIGN["html"])
		assert answer.status_code == 422
		assert "«bad.png»: El archivo no es una imagen" in answer.text
		assert 'value="Caja abierta"' in answer.text
		assert list_texts(portal)[2:] == ["Caja abierta (1)"]
		for alt, files in (("Caja", {}), ("", {"one": paint()})):
			assert upload(admin, alt, **files).status_code == 422

	def test_it_is_described_anew_unless_somebody_else_did(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		version = portal.world.shop.items[1].pictures[0].version
		saved = admin.send(f"{WAY}1", page=PAGE, alt="Con antena", version=version)
		assert saved.location == HERE
		assert "La descripción quedó guardada" in admin.get(PAGE).text
		late = admin.send(f"{WAY}1", page=PAGE, alt="Otra", version=version)
		assert late.status_code == 422
		assert "Ahora dice «Con antena»" in late.text
		assert 'data-values="[&#34;Con antena&#34;]"' in late.text
		short = admin.send(f"{WAY}1", page=PAGE, alt="x", version=version)
		assert short.status_code == 422
		for answer, typed in ((late, "Otra"), (short, "x")):
			assert f'value="{typed}"' in answer.text
		assert list_texts(portal)[0] == "Con antena"

	def test_it_moves_a_place_and_says_which(self, portal: PortalWorld, admin: Visitor) -> None:
		admin.send(f"{WAY}1/mover", page=PAGE, before=["1", "2"], to="on")
		assert list_texts(portal) == ["Equipo de lado", "Equipo de frente"]
		assert "La imagen es ahora la 2 de 2." in admin.get(PAGE).text
		admin.send(f"{WAY}1/mover", page=PAGE, before=["1", "2"], to="on")
		assert "Otra persona cambió" in admin.get(PAGE).text
		admin.send(f"{WAY}9/mover", page=PAGE, before=["1", "2"], to="on")
		assert "ya no está" in admin.get(PAGE).text

	def test_it_is_deleted_after_a_question(self, portal: PortalWorld, admin: Visitor) -> None:
		ask = f"{WAY}2/borrar"
		assert "No se puede deshacer" in admin.get(ask).text
		assert admin.send(ask, page=ask).location == HERE
		assert list_texts(portal) == ["Equipo de frente"]
		assert admin.get(ask).status_code == 404


class TestShown:
	def test_it_is_served_to_those_who_offer_and_kept(self, portal: PortalWorld) -> None:
		answer = portal.open("asesora").get(f"{WAY}1/thumbnail.jpg")
		assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
		assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
		assert answer.headers["X-Content-Type-Options"] == "nosniff"
		assert portal.open().get(f"{WAY}1/thumbnail.jpg").status_code in {302, 303, 401}
		assert portal.open("asesora").get(f"{WAY}9/full.jpg").status_code == 404

	def test_lists_sheets_and_the_desk_show_it_with_its_text(self, portal: PortalWorld) -> None:
		visitor, small = portal.open("asesora"), 'src="/catalogo/1/imagenes/1/thumbnail.jpg"'
		for path in ("/ofertas/", "/ofertas/mesa"):
			assert small in visitor.get(path).text
		for path in ("/ofertas/1", "/ofertas/mesa"):
			assert 'alt="Equipo de frente"' in visitor.get(path).text
		assert small in portal.open("jefa").get("/catalogo/").text

	def test_who_may_not_write_sees_them_and_no_more(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(PAGE).text
		assert 'alt="Equipo de frente"' in page
		assert "Agregar imágenes" not in page
