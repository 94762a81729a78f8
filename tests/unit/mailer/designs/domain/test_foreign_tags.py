"""Merge tags of other mailers are found, and our fields proposed only where they are meant."""

import html

import pytest

from chasqui.contracts.mailer.merge_fields import KNOWN_FIELDS
from chasqui.kernel.errors import Invalid
from mailer.designs.domain.field_names import guess_field, propose_field
from mailer.designs.domain.foreign_tags import adopt_foreign_tags, find_foreign_tags
from mailer.designs.domain.html_cleaning import clean_design
from mailer.designs.domain.templates import compile_html, compile_text

FOREIGN = (
	"<p>Hola *|FNAME|*, %FIRSTNAME%, {$name}, [[nombre]]</p>"
	'<p><img src="images/logo.png" alt="Logo">'
	' <img src="cid:logo" alt="Logo"> <a href="/oferta">Ver</a> <a href="*|UNSUB|*">Baja</a></p>'
)


class TestFinding:
	def test_each_kind_is_found_in_a_cleaned_design_as_it_was_written(self) -> None:
		cleaned = clean_design(FOREIGN).html
		assert [(tag.written, tag.field) for tag in find_foreign_tags(cleaned)] == [
			("*|FNAME|*", "primer_nombre"),
			("%FIRSTNAME%", "primer_nombre"),
			("{$name}", "nombre"),
			("[[nombre]]", "nombre"),
			("*|UNSUB|*", "enlace_baja"),
		]

	@pytest.mark.parametrize(
		("tag", "ours"),
		[
			("%recipient.name%", "{{ nombre }}"),
			("%First-Name%", "{{ primer_nombre }}"),
			("%unsubscribe_url%", "{{ enlace_baja }}"),
			("%%First Name%%", "{{ primer_nombre }}"),
			("[[data:name]]", "{{ nombre }}"),
			('[[data:firstname:"amiga"]]', "{{ primer_nombre | amiga }}"),
			("[[nombre|amigo o amiga]]", "{{ nombre | amigo o amiga }}"),
			("{$a['nombre']}", "{{ nombre }}"),
			('{$a["b"]["provincia"]}', "{{ provincia }}"),
			("{$cliente->name}", "{{ nombre }}"),
			("{$a.b->first_name|capitalize}", "{{ primer_nombre }}"),
			('{$name|default:"cliente < fiel"}', "{{ nombre | cliente &lt; fiel }}"),
			("${contact.city}", "{{ canton }}"),
			("*|FNAME:Amigo|*", "{{ primer_nombre | Amigo }}"),
			("*|FNAME:Amiga mía|*", "{{ primer_nombre | Amiga mía }}"),
			("*|TITLE:FNAME|*", "{{ primer_nombre }}"),
			("*|LIST:ADDRESS|*", "{{ direccion_postal }}"),
		],
	)
	def test_a_tag_is_adopted_in_a_cleaned_design(self, tag: str, ours: str) -> None:
		cleaned = clean_design(f"<p>Hola {html.escape(tag)}, qué tal</p>").html
		assert html.escape(tag) in cleaned or tag in html.unescape(cleaned)
		assert f"Hola {ours}, qué tal" in adopt_foreign_tags(cleaned)
		compile_html(adopt_foreign_tags(cleaned))

	@pytest.mark.parametrize("tag", ["[[if:nombre]]", "*|IF:FNAME|*", "{$a->b}", "[[data:xyzzy]]"])
	def test_what_nobody_knows_is_shown_and_not_adopted(self, tag: str) -> None:
		assert [(one.written, one.field) for one in find_foreign_tags(tag)] == [(tag, "")]
		assert adopt_foreign_tags(tag) == tag

	@pytest.mark.parametrize(
		"text",
		[
			"[[text/html,x]]",
			"[[javascript:alert]]",
			"[[data:data:name]]",
			"a %b-c d% e",
			"https://e.org/ma%C3%B1ana%20y%20tarde",
			"un 50% de esto y 20% de lo otro",
			"width:100%;height:100%",
			"[[1, 2], [3]]",
			"${ 5 } {$5} *|*",
			"{{ nombre }}",
		],
	)
	def test_what_is_no_tag_is_none(self, text: str) -> None:
		assert find_foreign_tags(text) == []
		assert adopt_foreign_tags(text) == text

	def test_a_tag_in_a_style_goes_and_does_not_refuse_the_design(self) -> None:
		design = clean_design(
			f'<p style="color:*|COLOR|*;margin:0">a</p><a href="*|IF:X|*">{FOREIGN}'
		)
		assert "COLOR" not in design.html
		assert "margin:0" in design.html
		assert 'href="*|IF:X|*"' in design.html

	def test_addresses_that_lead_nowhere_are_told(self) -> None:
		notes = " ".join(map(str, clean_design(FOREIGN).notes))
		assert "(images/logo.png, /oferta)" in notes
		assert "(cid:logo)" in notes

	def test_whole_addresses_and_places_in_the_page_are_not(self) -> None:
		picture = '<img srcset="https://e.org/a 1.5x" alt="">'
		body = f'<a href="#a">a</a><a href="https://e.org">b</a>{picture}'
		notes = " ".join(map(str, clean_design(body).notes))
		assert "incompletas" not in notes


class TestProposing:
	@pytest.mark.parametrize("name", KNOWN_FIELDS)
	def test_a_field_means_itself(self, name: str) -> None:
		assert propose_field(name.upper().replace("_", " ")) == name

	@pytest.mark.parametrize(
		("name", "field"),
		[
			("contact.FIRSTNAME", "primer_nombre"),
			("provinsia", "provincia"),
			("LIST:ADDRESS", "direccion_postal"),
			("unsubscribe_link", "enlace_baja"),
			("LNAME", ""),
			("EMAIL", ""),
			("IF:FNAME", ""),
			("END:IF", ""),
		],
	)
	def test_only_what_is_sure_is_proposed(self, name: str, field: str) -> None:
		assert propose_field(name) == field

	def test_a_guess_may_be_bolder(self) -> None:
		assert guess_field("nonbre") == "nombre"
		assert guess_field("xyzzy") == ""


class TestUnknownFields:
	def test_all_are_told_each_with_the_nearest(self) -> None:
		with pytest.raises(Invalid) as caught:
			compile_html("<p>{{ nonbre }} {{ provinsia | x }} {{ xyzzy }} {{ nonbre }}</p>")
		told = str(caught.value.detail)
		assert "«nonbre» (nombre), «provinsia» (provincia), «xyzzy» (—)." in told

	def test_one_is_asked_about(self) -> None:
		with pytest.raises(Invalid) as caught:
			compile_text("{{ nombres_ }}", subject_of_error="subject")
		assert "«nombre»?" in str(caught.value.detail)

	@pytest.mark.parametrize(
		"source",
		[
			"{{&nbsp;nombre&nbsp;}}",
			"{{\u00a0nombre\u200b}}",
			"{{&#160;Primer&nbsp;nombre | a &lt; b}}",
			"{{&nbsp;nombre&nbsp;|&nbsp;amiga}}",
		],
	)
	def test_hard_spaces_of_editors_are_read(self, source: str) -> None:
		values = {"nombre": "Ana", "primer_nombre": "Ana"}
		assert compile_html(f"<p>{source}</p>").render(values) == "<p>Ana</p>"
