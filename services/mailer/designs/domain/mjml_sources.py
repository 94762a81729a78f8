"""Designs written in MJML: known by their first element, compiled to HTML."""

import re

from mjml import mjml2html

from chasqui.kernel.texts.text import say
from mailer.designs.domain.html_refusals import refuse
from mailer.designs.domain.merge_fields import restore_fields, tokenise

# White letters of one pixel are what spam filters look for (SpamAssassin, HTML_FONT_LOW_CONTRAST);
# a preheader that is not displayed needs no colour.
TINY_WHITE = "display:none;font-size:1px;color:#ffffff;line-height:1px;"
HIDDEN = "display:none;mso-hide:all;"
_START = re.compile(
	r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?P<root><mjml)[\s>]",
	re.DOTALL | re.IGNORECASE,
)


def is_mjml(source: str) -> bool:
	"""Return whether a text is MJML."""
	return _START.match(source) is not None


def compile_mjml(source: str) -> str:
	"""Return the HTML of MJML, with its merge fields. Nothing is included from elsewhere.

	:raises ValueError: it is not well-formed
	:raises Invalid: a merge field is wrong
	"""
	tokenised = tokenise(source, subject_of_error="html", is_html=True)
	compiled = str(mjml2html(tokenised.text)).replace(TINY_WHITE, HIDDEN)
	return restore_fields(compiled, tokenised.fields, is_html=True)


def compile_upload(source: str) -> str:
	"""Return the HTML of MJML that somebody uploaded.

	:raises Invalid: it cannot be read
	"""
	found = _START.match(source)
	try:
		return compile_mjml(source[found.start("root") :] if found else source)
	except ValueError as error:
		raise refuse(
			"bad_mjml",
			say("El MJML no se puede leer ({reason}).", reason=" ".join(str(error).split())[:200]),
		) from error
