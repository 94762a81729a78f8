"""Whatever is uploaded, the finished document has only what a mail may carry."""

import re
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from selectolax.lexbor import LexborHTMLParser

from chasqui.contracts.mailer.merge_fields import KNOWN_FIELDS
from chasqui.kernel.errors import AppError, Invalid
from mailer.designs.domain import html_verifying
from mailer.designs.domain.css_rules import clean_css, clean_style
from mailer.designs.domain.html_cleaning import clean_design
from mailer.designs.domain.html_shell import Shell
from mailer.designs.domain.html_vocabulary import ATTRIBUTES, TAGS, URL_ATTRIBUTES
from mailer.designs.domain.templates import compile_html
from mailer.designs.use_cases.design_sanitizer import MOST_SECONDS
from tests.support.wild_designs import EXAMPLES, css, designs

LINK = '<a href="{{ enlace_baja }}">Baja</a> {{ direccion_postal }}'
VML = {"v:rect", "v:fill", "v:roundrect", "w:anchorlock"}
MSO_MARK = re.compile(r"<!--(\[if [^\]]*\]>(<!-->)?|<!\[endif\]-->)|<!\[endif\]-->")
MSO_SETTINGS = re.compile(r"<noscript><xml>.*?</xml></noscript>")
SHELL = {"html", "head", "meta", "title", "style", "body"}
STYLE_ESCAPE = (
	"<style>@media screen{b{color:red}} "
	'a{content:"<<//style><form action=https://example.invalid/ method=post>Clave:'
	' <input name=clave><img src=x onerror=alert(1)>"}</style><p>Hola</p>'
)
WILD_VALUES = dict.fromkeys(KNOWN_FIELDS, "\"'><img src=x onerror=alert(1)></style>")
# The one thing that may be loaded from a style: a picture behind a box, as <img> may.
PICTURE = re.compile(r"background(-image)?:[^;{}]*url\('https?://[^'()\s]+'\)")
FUZZ = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))


def list_elements(document: str) -> list[tuple[str, dict[str, str | None]]]:
	root = LexborHTMLParser(document).root
	assert root is not None
	nodes = [node for node in root.traverse() if not str(node.tag).startswith("-doc")]
	return [(str(node.tag), dict(node.attributes)) for node in nodes]


def read_as_outlook(document: str) -> str:
	"""Return a document whose conditional comments are a part of it."""
	return MSO_SETTINGS.sub("", MSO_MARK.sub("", document))


def assert_harmless(document: str) -> None:
	"""Read a document by the standard, apart from the product's own reading."""
	found = list_elements(document)
	spoken = [*found, *list_elements(read_as_outlook(document))]
	tags = [tag for tag, _ in found if tag != "-comment"]
	assert set(tags) <= TAGS | SHELL
	assert {tag for tag, _ in spoken} <= TAGS | SHELL | VML | {"-comment"}
	assert all(tags.count(tag) <= 1 for tag in SHELL - {"meta"})
	for tag, attributes in spoken:
		assert not any(name.startswith("on") for name in attributes), attributes
		for name in URL_ATTRIBUTES & attributes.keys():
			value = (attributes[name] or "").lower()
			several = re.split(r"[,\s]+", value) if name == "srcset" else ["".join(value.split())]
			for address in several:
				scheme = address.partition("/")[0]
				assert not re.search("script:|^data:", scheme), (tag, value)
	sheet = LexborHTMLParser(document).css_first("style")
	styles = [attributes.get("style") or "" for _, attributes in spoken]
	for style in [*styles, sheet.text() if sheet else ""]:
		assert not {"<", "\\"} & set(style)
		style = PICTURE.sub("", style)
		for word in ("url(", "@import", "expression(", "image-set(", "src="):
			assert word not in style.lower().replace("[src=", ""), style


@pytest.mark.covers("K17")
class TestFinishedDesigns:
	@example(STYLE_ESCAPE)
	@example("<style>@media screen{b{color:red}} <<!!-- </style><p>Hola</p>")
	@example("<table background='javascript:alert(1)'><tr><td>Hola")
	@example("<table background='[[javascript:alert(1)]]'><tr><td>Hola")
	@example("<p>Hola</p><img src='[[javascript:x]]'><img src='[[data:x]]'>")
	@given(designs)
	@FUZZ
	def test_it_holds_nothing_but_the_vocabulary(self, source: str) -> None:
		try:
			finished = clean_design(source)
		except AppError:
			return  # refused with a meaning
		assert_harmless(finished.html.replace("{{ enlace_baja }}", "#").replace("{{", ""))
		assert_harmless(compile_html(finished.html).render(WILD_VALUES | {"enlace_baja": "#"}))

	@example("-\\->a{color:red}")
	@example("--/**/>a{color:red}")
	@given(css)
	@FUZZ
	def test_clean_css_is_clean_and_stays_the_same(self, source: str) -> None:
		for clean in (clean_css, clean_style):
			once = clean(source)
			again = clean(once.text)
			assert (again.text, again.faults) == (once.text, frozenset())
			assert not {"<", "\\"} & set(once.text)

	def test_the_escape_from_a_style_is_told(self) -> None:
		assert "no admite" in str(clean_design(STYLE_ESCAPE).notes[0])

	def test_every_attribute_that_holds_an_address_is_read(self) -> None:
		places = [(tag, name) for tag, names in ATTRIBUTES.items() for name in names]
		for tag, name in [(t, n) for t, n in places if n in URL_ATTRIBUTES]:
			source = f"<table><tr><td><{tag} {name}='java&#9;script:alert(1)'>Hola</table>{LINK}"
			finished = clean_design(source.replace("<*", "<p"))
			assert "script" not in finished.html
			assert "javascript:" in str(finished.notes[0])


class TestVerifying:
	"""Should a cleaning step ever let something pass, the finished document is refused."""

	@pytest.mark.parametrize(
		"body",
		[
			"<form>a</form>",
			"<p onclick='x'>a</p>",
			"<a href='javascript:x'>a</a>",
			"<table background='javascript:x'></table>",
			"<p style='background:url(x)'>a</p>",
			"<p style='a:b'>a</p>",
			"<!-- a -->",
			"<style>a{color:red}</style>",
			"<title>a</title>",
			"<meta charset='utf-8'>",
			"<p hidden>a</p>",
			"<svg></svg>",
			"<p style='list-style-image:url(\"https://e.org/a\")'>a</p>",
			"<p style='background:url(//e.org/a)'>a</p>",
			"<img srcset='a 1x,data:x 2x'>",
			"</p><meta name='color-scheme' content='url(x)'>",
		],
	)
	def test_it_refuses_what_is_outside_the_vocabulary(self, body: str) -> None:
		with pytest.raises(Invalid) as caught:
			html_verifying.check_finished(Shell("T").write(body))
		assert caught.value.code == "unclean_html"

	@pytest.mark.parametrize(
		"css", ["a{b:c}", "@import 'x';", "</style><form>", "a{color:red}<", "a{top:url(x)}"]
	)
	def test_it_refuses_other_css_in_the_head(self, css: str) -> None:
		with pytest.raises(Invalid):
			html_verifying.check_finished(Shell("T", css).write("<p>a</p>"))

	def test_it_lets_the_shell_pass(self) -> None:
		shell = Shell("T < 1", "@media screen{a{top:0}}", "light dark", {"style": "margin:0"})
		document = shell.write("<p>a</p>")
		html_verifying.check_finished(document)


@pytest.mark.parametrize(
	"source",
	[
		"<body>" + "a<!---->" * 120_000,
		"<body>" + "a<!--[if mso]><table></table><![endif]-->" * 24_000,
		"<body>a<!--[if " + " " * 900_000 + "]-->",
		"<body>a<!--[if mso]><table " + 'a="' * 300_000 + "></table><![endif]-->",
		"<style>" + "a:hover," * 30_000 + "b{top:0}</style><p>a</p>",
		"<body>" + "%abc" * 240_000,
		'<body>a<img srcset="' + "a," * 450_000 + '">',
	],
	ids=["comments", "tables", "condition", "attributes", "states", "tags", "candidates"],
)
def test_a_megabyte_of_one_thing_is_no_burden(source: str) -> None:
	"""Twice the length takes twice the time: each takes some 1 s; squared, it would be hours."""
	started = time.process_time()
	clean_design(source)
	assert time.process_time() - started < MOST_SECONDS
