"""Designs: gallery, upload, preview."""

from io import BytesIO

import pytest

from tests.support.fakes.mailer import PICTURE
from tests.support.portal_world import PortalWorld, Visitor

PAGE = "/disenos/nuevo"
HTML = "<html><body><p>Hola {{ nombre }}</p></body></html>"


class TestUpload:
	@pytest.mark.covers("K17")
	def test_a_file_becomes_a_design(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		file = (BytesIO(HTML.encode()), "correo.html")
		fields = {"name": "Mi correo", "subject": "Hola", "html": "", "file": file}
		assert visitor.send(PAGE, page=PAGE, **fields).location == "/disenos/4"
		assert portal.world.designs[4].name == "Mi correo"

	def test_a_pasted_text_becomes_a_design_and_its_notes_are_shown(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("jefa")
		fields = {"name": "Otro", "subject": "Hola", "html": f"{HTML}<script>1</script>"}
		answer = visitor.send(PAGE, page=PAGE, **fields)
		assert "Se quitó un programa" in visitor.get(answer.location).text

	def test_what_was_typed_stays_when_it_is_refused(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		fields = {"name": "Otro", "subject": "Hola", "html": "<p>sin cuerpo</p>"}
		answer = visitor.send(PAGE, page=PAGE, **fields)
		assert answer.status_code == 422
		assert "no tiene cuerpo" in answer.text
		assert "sin cuerpo" in answer.text

	@pytest.mark.parametrize("is_file", [True, False])
	def test_a_name_that_is_taken_is_refused_at_its_field(
		self, portal: PortalWorld, is_file: bool
	) -> None:
		visitor = portal.open("jefa")
		name = portal.world.designs[1].name.upper()
		file = {"file": (BytesIO(HTML.encode()), "correo.html")} if is_file else {}
		answer = visitor.send(PAGE, page=PAGE, name=name, subject="Hola", html=HTML, **file)
		assert answer.status_code == 422
		assert 'id="name-error"' in answer.text
		assert "Ya hay un diseño con ese nombre." in answer.text
		assert len(portal.world.designs) == 3

	def test_a_file_beyond_the_limit_is_refused_with_its_own_weight(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("jefa")
		file = (BytesIO(b"<" * 1_500_000), "enorme.html")
		answer = visitor.send(PAGE, page=PAGE, name="Otro", subject="Hola", file=file)
		assert answer.status_code == 422
		assert "pesa 1.500 kB" in answer.text

	def test_a_file_that_is_no_design_is_named_and_nothing_typed_is_lost(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("jefa")
		fields = {"name": "Otro", "subject": "Hola", "html": "<p>pegado</p>"}
		file = (BytesIO(b"x"), "carta.docx")
		answer = visitor.send(PAGE, page=PAGE, file=file, **fields)
		assert answer.status_code == 422
		assert "«carta.docx» no es un diseño" in answer.text
		assert "file-error" in answer.text
		assert "pegado" in answer.text

	def test_a_file_arrives_as_its_bytes(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		file = (BytesIO("<body>*|AÑO|*</body>".encode("windows-1252")), "correo.html")
		answer = visitor.send(PAGE, page=PAGE, name="Otro", subject="Hola", file=file)
		assert answer.location == "/disenos/4"

	def test_a_long_pasted_text_fits(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		html = f"<body>{'á' * 450_000}</body>"
		answer = visitor.send(PAGE, page=PAGE, name="Otro", subject="Hola", html=html)
		assert answer.location == "/disenos/4"


class TestChange:
	PAGE = "/disenos/4/editar"

	@pytest.fixture
	def visitor(self, portal: PortalWorld) -> Visitor:
		made = portal.open("jefa")
		made.send(PAGE, page=PAGE, name="Mi correo", subject="Hola", html=HTML)
		return made

	@pytest.mark.covers("K17")
	def test_the_form_holds_what_it_says_now_and_saves_a_version(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		assert self.PAGE in visitor.get("/disenos/4").text
		page = visitor.get(self.PAGE).text
		assert 'value="Mi correo"' in page
		fields = {"name": "Mi otro correo", "subject": "Hola", "html": ""}
		before = portal.world.designs[4].html
		assert visitor.send(self.PAGE, page=self.PAGE, **fields).location == "/disenos/4"
		now = portal.world.designs[4]
		assert (now.name, now.version, now.html) == ("Mi otro correo", 2, before)
		assert "la versión 2" in visitor.get("/disenos/4").text

	def test_a_file_replaces_the_page(self, portal: PortalWorld, visitor: Visitor) -> None:
		file = (BytesIO(b"<body>Nuevo</body>"), "correo.html")
		fields = {"name": "Mi correo", "subject": "Hola", "html": "", "file": file}
		assert visitor.send(self.PAGE, page=self.PAGE, **fields).status_code == 303
		assert portal.world.designs[4].html == "<body>Nuevo</body>"

	def test_who_was_slower_is_told_and_can_save_again(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		fields = {"name": "El mío", "subject": "Hola", "html": "<body>mío</body>", "version": 9}
		answer = visitor.send(self.PAGE, page=self.PAGE, **fields)
		assert answer.status_code == 422
		assert "Otra persona guardó la versión 1" in answer.text
		assert "&lt;body&gt;mío" in answer.text
		assert 'name="version" value="1"' in answer.text

	def test_a_name_that_is_taken_is_refused_at_its_field(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		fields = {"name": portal.world.designs[1].name, "subject": "Hola", "html": ""}
		answer = visitor.send(self.PAGE, page=self.PAGE, **fields)
		assert answer.status_code == 422
		assert 'id="name-error"' in answer.text

	def test_the_gallery_is_not_offered_to_be_changed(self, portal: PortalWorld) -> None:
		assert "/disenos/1/editar" not in portal.open("jefa").get("/disenos/1").text
		assert portal.open("admin").get(self.PAGE).status_code == 403


class TestPictures:
	def test_anybody_sees_the_picture_of_a_mail_and_may_keep_it(self, portal: PortalWorld) -> None:
		answer = portal.open().get(f"/correo/imagenes/{PICTURE}.png")
		assert answer.status_code == 200
		assert answer.mimetype == "image/png"
		assert answer.headers["Cache-Control"].startswith("public, max-age=31536000")
		assert "Set-Cookie" not in answer.headers

	def test_what_is_not_there_is_not_found(self, portal: PortalWorld) -> None:
		assert portal.open().get(f"/correo/imagenes/{'b' * 64}.png").status_code == 404
		assert portal.open().get(f"/correo/imagenes/{PICTURE}.svg").status_code == 404


class TestForeignTags:
	HTML = "<html><body><p>Hola *|FNAME|*</p></body></html>"

	def test_they_are_shown_and_changed_with_one_press(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = visitor.send(PAGE, page=PAGE, name="Ajeno", subject="Hola", html=self.HTML)
		page = visitor.get(answer.location)
		assert "*|FNAME|*" in page.text
		assert "{{ primer_nombre }}" in page.text
		answer = visitor.send(f"{answer.location}/marcas", page=answer.location, version="1")
		assert portal.world.designs[4].foreign_tags == []
		assert "Cambiar por nuestros campos" not in visitor.get(answer.location).text

	def test_a_design_that_changed_meanwhile_is_told_and_stays(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = visitor.send(PAGE, page=PAGE, name="Ajeno", subject="Hola", html=self.HTML)
		answer = visitor.send(f"{answer.location}/marcas", page=answer.location, version="7")
		assert "cambió mientras" in visitor.get(answer.location).text
		assert portal.world.designs[4].foreign_tags


class TestPreview:
	def test_the_mail_is_locked_in(self, portal: PortalWorld) -> None:
		answer = portal.open("jefa").get("/disenos/1/vista")
		policy = answer.headers["Content-Security-Policy"]
		assert policy.startswith("sandbox;")
		assert "script-src" not in policy
		assert "frame-ancestors 'self'" in policy
		assert "Hola, María" in answer.text

	def test_a_design_is_archived_after_asking(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		visitor.send("/disenos/2/archivar", page="/disenos/2/archivar")
		assert portal.world.designs[2].archived
