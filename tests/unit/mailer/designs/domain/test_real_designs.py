"""Designs as people have them, from editors and other mailers, arrive as they were meant."""

import re

import pytest

from chasqui.kernel.errors import Invalid
from mailer.designs.domain.html_cleaning import CleanDesign, clean_design
from mailer.designs.domain.html_footer import INK, PAPER
from mailer.designs.domain.templates import compile_html
from tests.support.contrast import measure_contrast

WAY_OUT = '<p>{{ direccion_postal }} <a href="{{ enlace_baja }}">Baja</a></p>'
SCHEME = '<meta name="color-scheme"'


def clean(head: str, body: str, attributes: str = "") -> CleanDesign:
	return clean_design(
		f'<!DOCTYPE html><html lang="es"><head><title>Prueba</title>{head}</head>'
		f"<body{attributes}>{body}{WAY_OUT}</body></html>"
	)


def list_notes(design: CleanDesign) -> str:
	return " ".join(map(str, design.notes))


class TestDarkScreens:
	LIGHT = "<style>body{background:#f6f6f6}.card{background:#ffffff}</style>"
	CARD = (
		'<table width="100%"><tr><td class="card"><p>Este texto no declara color: en modo oscuro '
		"debe seguir leyéndose.</p></td></tr></table>"
	)

	def test_a_design_that_does_not_speak_of_them_is_left_to_the_mail_program(self) -> None:
		assert SCHEME not in clean(self.LIGHT, self.CARD).html

	def test_what_a_design_declares_is_kept(self) -> None:
		dark = "@media (prefers-color-scheme: dark){.card{background:#111;color:#eee}}"
		for head, scheme in (
			(f"<style>{dark}</style>", "light dark"),
			("<style>:root{color-scheme:light dark}</style>", "light dark"),
			('<style media="(prefers-color-scheme:dark)">p{color:#eee}</style>', "light dark"),
			('<meta name="color-scheme" content="light only">', "light only"),
			('<meta name="supported-color-schemes" content="dark  light">', "dark light"),
		):
			html = clean(head + self.LIGHT, self.CARD).html
			assert f'{SCHEME} content="{scheme}">' in html

	def test_what_is_no_scheme_is_not_kept(self) -> None:
		head = '<meta name="color-scheme" content="0;url=https://example.invalid/">'
		assert SCHEME not in clean(head, self.CARD).html


class TestStyleSheets:
	def test_an_import_with_semicolons_takes_no_rule_with_it(self) -> None:
		design = clean(
			"<style>@import url('https://fonts.example.com/css2?family=Roboto:wght@400;700"
			"&display=swap'); .btn{background:#0a0;color:#fff}</style>",
			'<p><a class="btn" href="https://example.com/">Ver</a></p>',
		)
		assert 'style="background: #0a0;color: #fff;"' in design.html
		assert "fonts.example.com" not in design.html
		assert "@import" in list_notes(design)

	def test_a_sheet_for_some_screens_speaks_only_of_them(self) -> None:
		design = clean(
			'<style media="(max-width:480px)">.wide{display:none}</style>',
			'<p class="wide">Solo en pantallas anchas</p><p>Siempre</p>',
		)
		assert "@media (max-width:480px){" in design.html
		assert '<p class="wide">Solo' in design.html
		assert not design.notes

	def test_conditional_rules_win_over_those_that_were_written_into_the_elements(self) -> None:
		head = "<style>.a{width:50%}@media (max-width:9px){.a{width:100%;color:red}}</style>"
		body = '<div class="a" style="color:blue">a</div>'
		html = clean(head, body).html
		assert ".a{width:100%!important;color:red}" in html
		assert "color:blue" in html.replace("color: blue", "color:blue")

	def test_states_and_conditions_stay_in_the_head(self) -> None:
		html = clean(
			"<style>a, a:hover{color:#070} @supports (display:grid){.g{display:grid}}"
			"@keyframes k{from{top:0}}</style>",
			'<a href="https://example.com/">Ver</a>',
		).html
		assert "a{color:#070}\na:hover{color:#070!important}" in html
		assert "@supports (display:grid){.g{display:grid!important}}" in html
		assert "@keyframes k{from{top:0}}" in html

	def test_an_escape_from_a_sheet_shows_nothing_of_it(self) -> None:
		design = clean(
			'<style>@media screen{b{color:red}} a{content:"<<//style><form action='
			"https://example.invalid/ method=post>Clave: <input name=clave><img src=x onerror="
			'alert(1)>"}</style>',
			"<p>Hola {{ primer_nombre }}</p>",
		)
		for word in ("form", "Clave", "onerror", "example.invalid"):
			assert word not in design.html
		assert "Hola {{ primer_nombre }}" in design.html


class TestPictures:
	def test_a_background_stays_as_a_picture_does(self) -> None:
		design = clean(
			"",
			'<table width="600" style="background-image:url(\'https://example.com/fondo.jpg\');'
			'background-color:#dddddd"><tr><td background="https://example.com/b.jpg">'
			'<h1 style="color:#ffffff">Título blanco sobre la foto</h1></td></tr></table>',
		)
		assert "url('https://example.com/fondo.jpg')" in design.html
		assert 'background="https://example.com/b.jpg"' in design.html
		assert not design.notes

	def test_an_address_cannot_end_what_it_stands_in(self) -> None:
		address = "https://e.org/a');top:0;<b>\\"
		for source in (
			f'<style>p{{background:url("{address}") red}}</style><p>a</p>',
			f"<p style='background:url(&quot;{address.replace(chr(39), '&apos;')}&quot;)'>a</p>",
		):
			html = clean("", source).html
			assert "top:0;<b>" not in html
			assert "');top" not in html

	def test_pictures_for_other_screens_stay(self) -> None:
		body = (
			'<picture><source srcset="https://e.org/a.webp 2x" media="(min-width:600px)">'
			'<img src="https://e.org/a.png" srcset="https://e.org/a.png 1x, https://e.org/b.png 2x"'
			' alt="a"></picture>'
		)
		assert body in clean("", body).html


def test_the_body_keeps_what_it_says_of_itself() -> None:
	attributes = ' class="fondo" bgcolor="#fafafa" text="#222222" link="#004400" onload="x()"'
	design = clean("<style>.fondo{margin:0}</style>", "<p>Hola</p>", attributes)
	assert (
		'<body class="fondo" bgcolor="#fafafa" text="#222222" link="#004400" style="margin: 0;">'
		in design.html
	)


class TestOutlook:
	COLUMNS = (
		'<!--[if mso]><table role="presentation" width="600"><tr><td width="300"><![endif]-->'
		"<div>uno</div><!--[if (mso)|(IE)]></td><td><![endif]--><div>dos</div>"
		"<!--[if mso]></td></tr></table><![endif]-->"
	)
	BUTTON = (
		'<!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" '
		'xmlns:w="urn:schemas-microsoft-com:office:word" '
		'href="https://example.com/?a={{ nombre }}" '
		'style="height:40px;v-text-anchor:middle;width:200px;" arcsize="10%" stroke="f" '
		'fillcolor="#d62828"><w:anchorlock/><center style="color:#ffffff">Ver oferta</center>'
		"</v:roundrect><![endif]--><!--[if !mso]><!--><a href='https://example.com/'>Ver oferta</a>"
		"<!--<![endif]-->"
	)

	def test_tables_around_columns_stay_where_they_stood(self) -> None:
		design = clean("", self.COLUMNS)
		assert self.COLUMNS in design.html
		assert design.text.split()[:2] == ["uno", "dos"]
		assert not design.notes

	def test_a_button_of_its_own_stays_with_what_hides_the_other_one(self) -> None:
		design = clean("", self.BUTTON)
		assert '<v:roundrect xmlns:v="urn:schemas-microsoft-com:vml"' in design.html
		assert "v-text-anchor:middle" in design.html
		assert "<!--[if !mso]><!-->" in design.html
		assert "<!--<![endif]-->" in design.html
		assert design.text.count("Ver oferta") == 1
		assert not design.notes
		filled = compile_html(design.html).render({"nombre": 'a b"-->'})
		assert "?a=a%20b%22--%3E" in filled

	def test_a_way_out_that_only_outlook_has_is_none(self) -> None:
		source = self.BUTTON.replace("https://example.com/?a={{ nombre }}", "{{ enlace_baja }}")
		assert "enlace de baja" in str(clean_design(f"<p>a</p>{source}").notes[0])

	@pytest.mark.parametrize(
		"comment",
		[
			"<!--[if mso]><table><tr><td><![endif]-->",
			"<!--[if mso]></td></tr></table><![endif]-->",
			"<!--[if mso]><p>mso</p><![endif]-->",
			"<!--[if mso]><script>alert(1)</script><![endif]-->",
			'<!--[if mso]><v:rect href="javascript:alert(1)"></v:rect><![endif]-->',
			'<!--[if mso]><v:rect style="width:{{ edad }}px"></v:rect><![endif]-->',
			"<!--[if mso]><v:rect style='background:url(javascript:x)'></v:rect><![endif]-->",
			'<!--[if mso]><table><tr><td title="<b>"></td></tr></table><![endif]-->',
			"<!--[if mso]><table><tr><td><!----></td></tr></table><![endif]-->",
			"<!--[if true]><table><tr><td></td></tr></table><![endif]-->",
			"<!--[if !mso]><!-->",
			"<!--<![endif]-->",
			"<![if !mso]><b>b</b><![endif]>",
		],
	)
	def test_with_anything_else_none_stays(self, comment: str) -> None:
		design = clean("", f"{self.COLUMNS}<p>a</p>{comment}")
		assert "<!--[if" not in design.html
		assert "javascript" not in design.html
		assert "Outlook" in list_notes(design)

	def test_a_value_is_no_address_there_either(self) -> None:
		with pytest.raises(Invalid) as caught:
			clean("", '<p>a</p><!--[if mso]><v:image src="{{ nombre }}"/><![endif]-->')
		assert caught.value.code == "merge_field"

	def test_its_settings_stay_in_the_head(self) -> None:
		settings = (
			"<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/>"
			"<o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->"
		)
		design = clean(settings, "<p>a</p>")
		assert design.html.count("<o:AllowPNG/>") == 1
		assert not design.notes
		other = clean("<!--[if mso]><style>p{top:0}</style><![endif]-->", "<p>a</p>")
		assert "<!--" not in other.html
		assert "condicionales" in list_notes(other)

	def test_other_comments_go(self) -> None:
		assert "<!--" not in clean("", "<p>a<!-- nota --></p><!--chqcc0x-->").html


class TestFooter:
	"""Who a mail is from and the way out are read on any design."""

	DARK = (
		"<style>@media (prefers-color-scheme:dark){body{background:#000!important}"
		"p,td,a{color:#eee!important;background:#111!important}}</style>"
	)

	@pytest.mark.parametrize(
		("body", "lines", "note"),
		[
			("<p>Hola</p>", 2, "el enlace de baja y la dirección postal"),
			("<p>Hola {{ direccion_postal }}</p>", 1, "el enlace de baja,"),
			('<a href="{{ enlace_baja }}">Baja</a>', 1, "la dirección postal."),
		],
	)
	def test_what_is_lacking_is_added_and_told(self, body: str, lines: int, note: str) -> None:
		design = clean_design(f"{self.DARK}{body}")
		assert note in str(design.notes[-1])
		assert design.html.partition("contentinfo")[2].count("<p ") == lines
		for part in (design.html, design.text):
			assert part.count("{{ direccion_postal }}") == 1
			assert part.count("{{ enlace_baja }}") == 1
		assert clean_design(design.html).notes == ()

	def test_its_letters_stand_out_whatever_the_design_says(self) -> None:
		html = clean_design(f"{self.DARK}<p>Hola</p>").html
		styles = re.findall(r'style="([^"]*)"', html.partition("contentinfo")[2])
		assert len(styles) == 5
		for style in styles:
			assert f"background:{PAPER}!important;color:{INK}!important" in style
		assert measure_contrast(INK, PAPER) >= 4.5
