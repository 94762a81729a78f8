"""Merge fields are escaped by where they stand, and a wrong one is told at once."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.kernel.errors import Invalid
from mailer.designs.domain.merge_fields import list_field_names
from mailer.designs.domain.templates import compile_html, compile_text


class TestFilling:
	def test_it_fills_a_value_or_the_fallback(self) -> None:
		template = compile_text("Hola {{ nombre | amiga }} de {{provincia}}")
		assert template.render({"nombre": "Ñusta"}) == "Hola Ñusta de "
		assert template.render({"provincia": "Loja"}) == "Hola amiga de Loja"

	def test_it_escapes_text_and_attributes(self) -> None:
		template = compile_html('<p title="{{ nombre }}">{{ nombre }}</p>')
		filled = template.render({"nombre": '"><script>&'})
		assert (
			filled == '<p title="&quot;&gt;&lt;script&gt;&amp;">&quot;&gt;&lt;script&gt;&amp;</p>'
		)

	def test_it_encodes_a_part_of_an_address(self) -> None:
		template = compile_html('<a href="https://e.org/?q={{ nombre }}">{{ nombre }}</a>')
		filled = template.render({"nombre": "a&b c"})
		assert filled == '<a href="https://e.org/?q=a%26b%20c">a&amp;b c</a>'

	def test_a_link_field_may_be_a_whole_address(self) -> None:
		template = compile_html('<a href="{{ enlace_baja }}">x</a>')
		filled = template.render({"enlace_baja": "https://e.org/baja/a.b.c?x=1&y=2"})
		assert filled == '<a href="https://e.org/baja/a.b.c?x=1&amp;y=2">x</a>'

	def test_entities_of_a_fallback_are_read_once(self) -> None:
		assert compile_html("<p>{{ nombre | a &lt; b }}</p>").render({}) == "<p>a &lt; b</p>"

	@given(value=st.text())
	def test_no_value_ever_breaks_a_header_line(self, value: str) -> None:
		filled = compile_text("Hola {{ nombre }}", subject_of_error="subject").render(
			{"nombre": value}
		)
		assert filled.splitlines() == [filled]
		assert not {unicodedata.category(one) for one in filled} & {"Cc", "Cs", "Zl", "Zp"}

	def test_signs_of_any_year_stay(self) -> None:
		signs = "🫩 🚴\u200d♀️ 👩\u200d🌾 \U0001fae8 ñ \u0378"  # the last is nobody's, in any year
		assert compile_text("{{ nombre }}").render({"nombre": signs}) == signs

	def test_no_value_turns_the_text_around(self) -> None:
		template = compile_text("{{ nombre }}")
		assert template.render({"nombre": "a\u202egpj.exe\u2066"}) == "agpj.exe"

	@given(value=st.text())
	def test_no_value_ever_brings_markup(self, value: str) -> None:
		filled = compile_html("<p>{{ nombre }}</p>").render({"nombre": value})
		inner = filled.removeprefix("<p>").removesuffix("</p>")
		assert not set(inner) & set("<>\"'\r\n")


class TestRefusing:
	@pytest.mark.parametrize(
		"source",
		[
			"<p>{{ saldo }}</p>",
			"<p>{{ nombre </p>",
			"<p>{{ }}</p>",
			'<a href="{{ nombre }}">x</a>',
			'<img src="{{nombre}}/x.png">',
			'<p style="color:{{ nombre }}">x</p>',
			"<style>p{color:{{ nombre }}}</style><p>x</p>",
			"<p>chqmf0x</p>",
		],
	)
	def test_a_field_that_cannot_be_filled_is_refused_with_its_place(self, source: str) -> None:
		with pytest.raises(Invalid) as caught:
			compile_html(source)
		assert caught.value.code == "merge_field"
		assert caught.value.fields[0].field == "html"

	def test_an_unknown_field_is_named(self) -> None:
		with pytest.raises(Invalid, match="«saldo» no existe"):
			compile_text("{{ saldo }}")

	def test_the_closing_braces_of_css_are_no_fields(self) -> None:
		source = "<style>@media print{p{color:red}}</style><p>x</p>"
		assert compile_html(source).render({}) == source


def test_it_lists_each_field_once() -> None:
	assert list_field_names("{{ b }} {{a|x}}", "{{ A }}") == ["a", "b"]
