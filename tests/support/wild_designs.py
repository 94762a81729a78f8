"""Designs as an attacker or a broken editor would make them: HTML and CSS in any order."""

import os

from hypothesis import strategies as st

# How many designs one fuzz test makes; a long run sets thousands.
EXAMPLES = int(os.environ.get("CHASQUI_FUZZ_EXAMPLES", "150"))

_BREAKS = (
	"</style>", "<</style>", "<<//style>", "</sty", "le>", "<!--", "-->", "<<!!--", "--!>",
	"<![CDATA[", "]]>", "<", ">", "</", "/", "\\3c /style>", "\\", "\\3c",
	"/*", "*/", '"', "'", "{", "}",
	"(", ")", ";", ":", ",", "\n", "\f", " ", "&lt;", "&#60;", "&#1;", "&#12;", "<?", "\u2028", "@",
)  # fmt: skip
_PAYLOADS = (
	"<form action=https://example.invalid/>", "<img src=x onerror=alert(1)>",
	"<script>alert(1)</script>",
	"<svg onload=alert(1)>", "<input name=clave>", "<iframe src=//example.invalid>",
	"<meta name=x>",
	"<base href=//example.invalid/>", "<link rel=stylesheet href=//example.invalid/>", "<textarea>",
	"<title>", "<noscript>", "<template>", "<math>", "<plaintext>", "<xmp>", "<frameset>",
)  # fmt: skip
_CSS = (
	"a", "*", ".b", "b:hover", "td>p", "[title='x']", "a{color:red}", "*{top:0}", "color:red", "a{",
	"@media screen{", "@media (max-width:9px){b{top:0}}", "@media x{", "@supports (top:0){",
	"@keyframes k{from{top:0}}", "@import url(//example.invalid/x.css);", "@import 'x.css';",
	"@font-face{src:url(x)}", "@charset 'x';", "@\\69mport 'x';", "@namespace url(x);",
	"background:url(//example.invalid/)", "background:url('https://example.invalid/')",
	"background-image:url(\"https://example.invalid/');color:red;\")", "a:hover{top:0}", "::after",
	"background:\\75rl(x)", "width:expression(alert(1))",
	"behavior:url(x)", "-moz-binding:url(x)", "content:", "content:'<b>'", "font-family:'A B'",
	"filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='//example.invalid/')",
	"background:image-set('x' 1x)", "background:u/**/rl(x)", "!important", "--x:url(x)", "var(--x)",
)  # fmt: skip
_MSO = (
	"<table><tr><td>", "</td></tr></table>", "<table width=9><tr><td>a</td></tr></table>",
	"<v:rect href='javascript:alert(1)'>a</v:rect>", "--", "--!>",
	"<v:rect style='width:9px'>{{ nombre }}</v:rect>", "<v:rect href='{{ nombre }}' />", "a",
	"<v:fill src='https://example.com/a.png' />",
	"<v:rect title='-->' />", "chqcc0x", "<td title='{{ nombre }}'>",
)  # fmt: skip
_ELEMENTS = (
	"p",
	"b",
	"a",
	"table",
	"td",
	"tr",
	"div",
	"style",
	"font",
	"center",
	"pre",
	"ul",
	"li",
	"img",
	"source",
)
_ATTRIBUTES = (
	"style", "href", "src", "background", "title", "class", "onclick", "id", "alt", "action",
	"width", "formaction", "srcset", "cite", "data", "poster", "lang",
)  # fmt: skip
_VALUES = (
	"javascript:alert(1)", "java\tscript:alert(1)", " JaVaScRiPt:alert(1)",
	"\x01javascript:alert(1)", "data:text/html,x", "vbscript:x", "https://example.com/",
	"//example.com/", "x", "{{ nombre }}",
	"{{ enlace_baja }}", "{{ enlace_baja | javascript:alert(1) }}", "{{ nombre | <b> }}", "cid:x",
	"*|URL|*", "https://example.com/%NOMBRE%", "[[javascript:alert(1)]]",
	"https://example.com/a 1x, javascript:alert(1) 2x", "a, data:text/html,x 2x",
)  # fmt: skip

css = st.lists(st.sampled_from(_CSS + _BREAKS + _PAYLOADS), max_size=12).map("".join)
"""A style sheet, or declarations, that may try to leave its element."""

_TAGS = ("*|FNAME|*", "%NOMBRE%", "{$x|<b>}", "[[y]]", "*|IF:<b>|*", "chqft0x", "chqcc0x")
_words = st.sampled_from(("Hola", "{{ nombre }}", "&amp;", *_BREAKS, *_TAGS))
_quotes = st.sampled_from(("'", '"', ""))
_attribute = st.tuples(st.sampled_from(_ATTRIBUTES), st.sampled_from(_VALUES) | css, _quotes).map(
	lambda found: f" {found[0]}={found[2]}{found[1]}{found[2]}"
)
_open = st.tuples(st.sampled_from(_ELEMENTS), st.lists(_attribute, max_size=3).map("".join)).map(
	lambda found: f"<{found[0]}{found[1]}>"
)
_close = st.sampled_from(_ELEMENTS).map(lambda name: f"</{name}>")
_mso = st.tuples(
	st.sampled_from(
		("<!--[if mso]>", "<!--[if !mso]><!-->", "<!--<![endif]-->", "<![if mso]>", "<!--")
	),
	st.lists(st.sampled_from((*_MSO, *_BREAKS, *_PAYLOADS)), max_size=4).map("".join),
	st.sampled_from(("<![endif]-->", "<!--<![endif]-->", "-->", "--!>")),
).map("".join)
_sheet = st.tuples(st.sampled_from(("", " media=print", " type=text/css")), css).map(
	lambda found: f"<style{found[0]}>{found[1]}</style>"
)
_piece = _mso | _sheet | _open | _close | _words | st.sampled_from(_PAYLOADS)

# The first sheet keeps an at-rule in the finished document, or there would be no <style> in it.
designs = st.tuples(css, st.lists(_piece, max_size=10).map("".join)).map(
	lambda found: (
		"<html><head><title>T</title><style>@media screen{b{color:red}}"
		f"{found[0]}</style></head><body><p>Hola</p>{found[1]}"
	)
)
"""A whole document, never closed."""
