"""Designs as files: each kind is read for what it is, or refused by its name."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from PIL import Image

from chasqui.kernel.errors import BadValue, Invalid
from mailer.designs.domain import picture_sets
from mailer.designs.domain.design_files import decode_page, read_kind
from mailer.designs.domain.design_preparing import PreparedDesign, UploadedFile, prepare_design
from mailer.designs.domain.mail_pictures import LONGEST_SIDE, clean_mail_picture
from mailer.designs.domain.zip_designs import MOST_ENTRY_BYTES
from tests.support.pictures import FOREIGN, paint, paint_bomb, paint_moving, paint_photograph

ADDRESS = "https://portal.example.com/correo/imagenes/"
PAGE = "<html><head>{head}</head><body><p>Señora Ñusta</p></body></html>"
MJML = (
	"<mjml><mj-body><mj-section><mj-column><mj-text>Hola {{ nombre | amiga }}</mj-text>"
	"</mj-column></mj-section></mj-body></mjml>"
)


def prepare(name: str, data: bytes) -> PreparedDesign:
	return prepare_design(UploadedFile(name, data), ADDRESS)


def refuse(name: str, data: bytes) -> Invalid:
	with pytest.raises(Invalid) as caught:
		prepare(name, data)
	assert caught.value.fields[0].field == "file"
	return caught.value


def pack(files: Mapping[str, bytes | str]) -> bytes:
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
		for name, data in files.items():
			archive.writestr(name, data)
	return file.getvalue()


class TestCharsets:
	@pytest.mark.parametrize(
		("head", "charset"),
		[
			("<meta charset=windows-1252>", "windows-1252"),
			('<META http-equiv=Content-Type content="text/html; charset=ISO-8859-1">', "cp1252"),
			('<meta charset="utf-8">', "utf-8"),
			("", "utf-8"),
			("", "utf-8-sig"),
			("<meta charset=utf-16>", "utf-16"),
			("<meta charset=nada>", "utf-8"),
		],
	)
	def test_a_page_is_read_as_it_says(self, head: str, charset: str) -> None:
		page = PAGE.format(head=head).encode(charset)
		assert "Señora Ñusta" in prepare("correo.html", page).content.text

	@pytest.mark.parametrize("head", ["", "<meta charset=utf-8>", "<meta charset=ascii-8>"])
	def test_what_is_no_text_in_it_is_told(self, head: str) -> None:
		error = refuse("correo.htm", PAGE.format(head=head).encode("windows-1252"))
		assert error.code == "not_decodable"
		assert "UTF-8" in str(error.detail)

	def test_a_charset_is_never_code(self) -> None:
		assert decode_page(b"<meta charset=rot13>uryyb") == "<meta charset=rot13>uryyb"


class TestKinds:
	@pytest.mark.parametrize("name", ["a.html", "A.HTM", "x.y.mjml", "diseño.zip"])
	def test_these_are_read(self, name: str) -> None:
		assert read_kind(name) == name.rpartition(".")[2].lower()

	@pytest.mark.parametrize("name", ["carta.eml", "carta.MSG", "carta.mhtml"])
	def test_a_saved_mail_is_refused_with_the_way(self, name: str) -> None:
		error = refuse(name, b"MIME-Version: 1.0")
		assert f"«{name}» es un correo guardado" in str(error.detail)
		assert "HTML" in str(error.detail)

	@pytest.mark.parametrize("name", ["carta.docx", "foto.png", "sin punto", "a.html.exe"])
	def test_another_kind_is_refused_by_name(self, name: str) -> None:
		error = refuse(name, b"<p>Hola</p>")
		assert error.code == "unknown_kind"
		assert f"«{name}»" in str(error.detail)


class TestMjml:
	@pytest.mark.parametrize("source", [MJML, f'<?xml version="1.0"?>\n<!-- a -->{MJML}'])
	def test_it_is_compiled_pasted_or_as_a_file(self, source: str) -> None:
		for prepared in (prepare("a.mjml", source.encode()), prepare_design(source, ADDRESS)):
			assert "<mj-" not in prepared.content.html
			assert "{{ nombre | amiga }}" in prepared.content.html
			assert "@media only screen" in prepared.content.html
			assert "<!--[if mso | IE]>" in prepared.content.html  # the compiler's own tables
			assert all("Outlook" not in str(note) for note in prepared.content.notes)

	@pytest.mark.parametrize(
		"inner",
		["<mj-section>", '<mj-include path="/etc/passwd" />', '<mj-include path="a.mjml" />'],
	)
	def test_what_cannot_be_compiled_is_refused(self, inner: str) -> None:
		with pytest.raises(Invalid) as caught:
			prepare_design(f"<mjml><mj-body>{inner}</mj-body></mjml>", ADDRESS)
		assert caught.value.code == "bad_mjml"

	def test_it_is_cleaned_as_any_design(self) -> None:
		raw = "<mj-raw><script>alert(1)</script></mj-raw>"
		source = MJML.replace("<mj-body>", f"<mj-body>{raw}")
		assert "alert" not in prepare_design(source, ADDRESS).content.html


class TestArchives:
	PAGE = (
		'<html><head><style>.a{background:url("../img/Fondo%20azul.png")}</style></head><body>'
		'<img src="../img/logo.jpg?v=2" srcset="../img/logo.jpg 1x, ../img/logo.jpg 2x" alt="a">'
		'<table background="/img/Fondo azul.png"><tr><td class="a">Hola</td></tr></table>'
		'<!--[if mso]><table><tr><td><v:image src="../img/logo.jpg" /></td></tr></table>'
		"<![endif]-->"
		'<img src="../img/logo.svg" alt="b"><img src="../img/falta.png" alt="c"></body></html>'
	)

	def make(self, **more: bytes | str) -> bytes:
		return pack(
			{
				"correo/index.html": self.PAGE,
				"img/logo.jpg": paint_photograph(),
				"img/fondo azul.png": paint("PNG"),
				"img/logo.svg": FOREIGN["svg"],
				"img/nadie.png": paint("PNG", size=(9, 9)),
				"__MACOSX/._index.html": "x",
				**more,
			}
		)

	def test_its_pictures_are_kept_cleaned_and_shown_from_our_address(self) -> None:
		prepared = prepare("diseño.zip", self.make())
		kept = {picture.kind.value: picture for picture in prepared.pictures}
		assert sorted(kept) == ["jpg", "png"]
		assert b"secret comment" not in kept["jpg"].data
		logo, ground = (f"{ADDRESS}{kept[kind].file_name}" for kind in ("jpg", "png"))
		html = prepared.content.html
		assert f'src="{logo}"' in html
		assert f'srcset="{logo} 1x, {logo} 2x"' in html
		assert f'background="{ground}"' in html
		assert f"url('{ground}')" in html
		assert f'<v:image xmlns:v="urn:schemas-microsoft-com:vml" src="{logo}" />' in html
		notes = " ".join(map(str, prepared.content.notes))
		assert "No se guardó la imagen «img/logo.svg»" in notes
		assert "../img/falta.png" in notes
		assert "logo.jpg" not in notes

	def test_the_same_archive_gives_the_same(self) -> None:
		one, other = (prepare("a.zip", self.make()) for _ in range(2))
		assert one.content == other.content
		assert [a.digest for a in one.pictures] == [b.digest for b in other.pictures]

	@pytest.mark.parametrize(
		("files", "code"),
		[
			({"a.png": b"x"}, "no_page"),
			({"a.html": "<p>a", "b/b.html": "<p>b"}, "several_pages"),
			({"a.html": "x" * (MOST_ENTRY_BYTES + 1)}, "entry_too_large"),
			({f"{n}.txt": "" for n in range(600)}, "bad_zip"),
		],
	)
	def test_what_is_no_design_is_refused(self, files: dict[str, bytes], code: str) -> None:
		assert refuse("a.zip", pack(files)).code == code

	@pytest.mark.parametrize(("name", "most"), [("MOST_PICTURES", 1), ("MOST_TOTAL_BYTES", 10)])
	def test_more_pictures_than_a_mail_is_worth_are_refused(
		self, monkeypatch: pytest.MonkeyPatch, name: str, most: int
	) -> None:
		monkeypatch.setattr(picture_sets, name, most)
		assert refuse("a.zip", self.make()).code == "too_many_pictures"

	def test_broken_ones_are_refused(self) -> None:
		whole = self.make()
		assert refuse("a.zip", b"PK\x03\x04 no").code == "bad_zip"
		assert refuse("a.zip", whole[: len(whole) // 2]).code == "bad_zip"
		assert refuse("a.zip", whole.replace(b"PK\x03\x04", b"PK\x03\x05")).code == "bad_zip"

	def test_a_name_that_climbs_out_finds_nothing(self) -> None:
		page = '<body><p>a</p><img src="../../../etc/passwd" alt=""></body>'
		assert prepare("a.zip", pack({"a.html": page})).pictures == ()

	def test_a_page_in_it_may_be_mjml(self) -> None:
		source = MJML.replace("<mj-text>", '<mj-image src="a.png" alt="a" /><mj-text>')
		prepared = prepare("a.zip", pack({"a.mjml": source, "a.png": paint("PNG")}))
		assert f"{ADDRESS}{prepared.pictures[0].file_name}" in prepared.content.html


class TestPictures:
	def test_a_photograph_is_upright_and_tells_nothing(self) -> None:
		kept = Image.open(io.BytesIO(clean_mail_picture(paint_photograph()).data))
		assert kept.width < kept.height
		assert not kept.getexif()
		assert "comment" not in kept.info

	def test_a_picture_with_holes_keeps_them(self) -> None:
		file = io.BytesIO()
		Image.new("RGBA", (9, 9), (200, 0, 0, 60)).save(file, "WEBP", lossless=True)
		kept = clean_mail_picture(file.getvalue())
		assert kept.kind.value == "png"
		assert Image.open(io.BytesIO(kept.data)).getpixel((4, 4)) == (200, 0, 0, 60)

	def test_one_that_moves_goes_on_moving(self) -> None:
		kept = Image.open(io.BytesIO(clean_mail_picture(paint_moving("GIF")).data))
		assert kept.n_frames == 2
		assert kept.info["duration"] == 100

	def test_a_large_one_is_scaled(self) -> None:
		kept = clean_mail_picture(paint("PNG", size=(2600, 40)))
		assert Image.open(io.BytesIO(kept.data)).width == LONGEST_SIDE

	@pytest.mark.parametrize("kind", sorted(FOREIGN.keys() - {"gif"}))
	def test_other_formats_are_refused(self, kind: str) -> None:
		with pytest.raises(BadValue):
			clean_mail_picture(FOREIGN[kind])

	@pytest.mark.parametrize("data", [b"", paint("PNG")[:-40], paint_bomb(60_000)])
	def test_broken_ones_and_bombs_are_refused(self, data: bytes) -> None:
		with pytest.raises(BadValue):
			clean_mail_picture(data)
