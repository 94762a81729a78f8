"""Uploaded HTML loses what a mail may not carry, and keeps the rest."""

import pytest

from chasqui.kernel.errors import Invalid, TooLarge
from mailer.designs.domain.html_cleaning import clean_design

LINK = '<a href="{{ enlace_baja }}">Baja</a> {{ direccion_postal }}'


@pytest.mark.covers("K17")
class TestTakingAway:
	@pytest.mark.parametrize(
		("source", "gone", "note"),
		[
			("<p>a</p><script>alert(1)</script>", "alert", "<script>"),
			('<p onclick="alert(1)">a</p>', "alert", "acciones de código"),
			('<a href="javascript:alert(1)">a</a>', "javascript", "javascript:"),
			('<link rel="stylesheet" href="http://x/y.css"><p>a</p>', "y.css", "<link>"),
			("<style>@import 'http://x/y.css';p{color:red}</style><p>a</p>", "y.css", "@import"),
			('<p style="background:url(y.png)">a</p>', "y.png", "puede no leerse"),
			('<p style="background:url(data:image/png;base64,A)">a</p>', "A)", "puede no leerse"),
			('<td background="data:image/png;base64,A"><p>a</p>', "base64", "puede no leerse"),
			('<table background="cid:a"><tr><td>a</td></tr></table>', "cid", "puede no leerse"),
			('<ul style="list-style-image:url(http://x/y.png)"><li>a</ul>', "y.png", "url()"),
			('<p>a</p><img srcset="data:image/png;base64,A 2x" alt="">', "base64", "data:"),
			(r"<style>p{background:\75rl(javascript:x)}</style><p>a</p>", "javascript", None),
			("<style>p{background:image-set('http://x/y.png' 1x)}</style><p>a</p>", "y.png", None),
			("<style>p{color:red}<url(x)/style><b id=z></style><p>a</p>", "<b id", None),
			("<form><input name='clave'></form><p>a</p>", "clave", "formulario"),
			('<iframe src="http://x/"></iframe><p>a</p>', "iframe", "incrustados"),
			("<svg><script>alert(1)</script></svg><p>a</p>", "alert", "incrustados"),
			("<!--[if mso]><p>mso</p><![endif]--><p>a</p>", "mso", "condicionales"),
			('<img src="data:image/png;base64,AAAA" alt="a"><p>a</p>', "base64", "data:"),
			('<meta http-equiv="refresh" content="0;url=http://x/"><p>a</p>', "refresh", None),
			('<base href="http://x/"><p>a</p>', "<base", None),
		],
	)
	def test_it_takes_away_what_runs_or_loads_and_says_so(
		self, source: str, gone: str, note: str | None
	) -> None:
		cleaned = clean_design(source + LINK)
		assert gone not in cleaned.html
		assert note is None or note in " ".join(map(str, cleaned.notes))
		assert "a</" in cleaned.html

	def test_a_design_without_faults_has_no_notes(self) -> None:
		assert clean_design(f"<p>Hola</p>{LINK}").notes == ()


class TestKeeping:
	SOURCE = (
		"<html><head><title>Mi título</title><style>.caja{color:#b00;padding:4px}"
		"@media (max-width:500px){.caja{padding:0}}</style></head>"
		'<body style="margin:0;background:#fff"><table width="600"><tr>'
		'<td class="caja" align="center">Hola {{ nombre | amiga }}</td></tr></table>'
		'<img src="https://e.org/a.png" alt="foto" width="20">' + LINK + "</body></html>"
	)

	def test_it_keeps_title_styles_body_style_and_tables(self) -> None:
		cleaned = clean_design(self.SOURCE).html
		assert cleaned.startswith("<!DOCTYPE html>")
		assert "<title>Mi título</title>" in cleaned
		assert "@media (max-width:500px)" in cleaned
		assert '<body style="margin:0;background:#fff">' in cleaned
		assert 'style="color: #b00;padding: 4px;"' in cleaned
		assert "{{ nombre | amiga }}" in cleaned
		assert 'src="https://e.org/a.png"' in cleaned

	def test_the_text_part_says_the_same(self) -> None:
		text = clean_design(self.SOURCE).text
		assert "Hola {{ nombre | amiga }}" in text
		assert "Baja: {{ enlace_baja }}" in text

	@pytest.mark.parametrize(
		("body", "text"),
		[
			(
				'<a href="https://a.b/">uno</a><a href="https://c.d/">dos</a>',
				"uno: https://a.b/ dos: ",
			),
			('ver<a href="https://a.b/">aquí</a>ya', "ver aquí: https://a.b/ ya"),
			('(<a href="https://a.b/">aquí</a>).', "(aquí: https://a.b/)."),
			('<a href="https://a.b/"><img src="https://a.b/c.png"></a><b>x</b>', "https://a.b/ x"),
		],
	)
	def test_links_that_touch_something_are_parted_from_it(self, body: str, text: str) -> None:
		assert text in clean_design(f"<p>{body}</p>{LINK}").text

	def test_a_design_without_a_way_out_gets_one(self) -> None:
		cleaned = clean_design("<p>Hola</p>")
		assert 'href="{{ enlace_baja }}"' in cleaned.html
		assert "{{ enlace_baja }}" in cleaned.text
		assert "enlace de baja" in str(cleaned.notes[0])

	def test_cleaning_what_is_clean_changes_nothing_more(self) -> None:
		once = clean_design(self.SOURCE)
		again = clean_design(once.html)
		assert again.text == once.text
		assert again.notes == ()


class TestRefusing:
	@pytest.mark.parametrize(
		("source", "code"),
		[
			("<html><head><title>x</title></head><body> </body></html>", "no_body"),
			("<script>alert(1)</script>", "no_body"),
			("<!-- solo un comentario -->", "no_body"),
			("   ", "no_body"),
			("<p>\ufffd</p>", "not_decodable"),
			("<p>a\0b</p>", "not_decodable"),
			("<p>a\x06b</p>", "control_characters"),
			("a&#6;b", "control_characters"),
		],
	)
	def test_it_refuses_what_shows_nothing_or_cannot_be_read(self, source: str, code: str) -> None:
		with pytest.raises(Invalid) as caught:
			clean_design(source)
		assert caught.value.code == code

	def test_it_refuses_half_a_character(self) -> None:
		with pytest.raises(Invalid):
			clean_design("<p>\ud800</p>")

	def test_it_refuses_five_megabytes(self) -> None:
		with pytest.raises(TooLarge):
			clean_design("<p>" + "x" * 5_000_000 + "</p>")
