"""A design of another mailer, as people have it, on the real suite."""

import io
import re
import zipfile

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.test_real_suite import enter
from tests.e2e.walker import Walker
from tests.support.pictures import paint
from tests.support.suite import RunningSuite

PAGE = """<!DOCTYPE html><html><head><meta charset="windows-1252"></head><body>
<p>Señora *|FNAME|*: esta es la noticia del mes.</p><img src="imagenes/foto.png" alt="Foto">
<p><a href="*|UNSUB|*">Baja</a></p></body></html>"""


@pytest.mark.covers("K17")
def test_a_zip_of_another_mailer_becomes_a_design(
	real_walker: Walker, running_suite: RunningSuite
) -> None:
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w") as archive:
		archive.writestr("correo/index.html", PAGE.encode("windows-1252"))
		archive.writestr("correo/imagenes/foto.png", paint("PNG"))
	page = enter(real_walker, running_suite, "jefa")
	page.goto("/disenos/nuevo")
	page.get_by_label("Nombre").fill("Noticias de antes")
	page.get_by_label("Asunto").fill("{$name}, una noticia")
	sent = {"name": "noticias.zip", "mimeType": "application/zip", "buffer": file.getvalue()}
	page.get_by_label("Archivo", exact=True).set_input_files(sent)
	page.get_by_role("button", name="Guardar diseño").click()
	expect(page.get_by_role("heading", name="Noticias de antes")).to_be_visible()
	mail = page.frame_locator("iframe")
	expect(mail.get_by_text("Señora *|FNAME|*")).to_be_visible()
	picture = mail.get_by_alt_text("Foto")
	expect(picture).to_have_js_property("naturalWidth", 64)
	address = picture.get_attribute("src") or ""
	shown = httpx.get(address)  # as a mail program asks: without any cookie
	assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/png")
	assert re.search(r"/correo/imagenes/[0-9a-f]{64}\.png$", address)
	page.get_by_role("button", name="Cambiar por nuestros campos").click()
	expect(mail.get_by_text("Señora María Fernanda:")).to_be_visible()
	expect(page.get_by_text("María Fernanda Quishpe (ejemplo), una noticia")).to_be_visible()
	expect(page.get_by_role("heading", name="Marcas de otro programa")).not_to_be_visible()
	real_walker.check_page("real-diseno")
