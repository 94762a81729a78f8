"""Conditional comments on their way past tools that know nothing of them.

While a body is cleaned, each is a comment of letters and digits, which may stand where they stood:
between rows and cells, where a text could not.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import html

from mailer.designs.domain.mso_comments import is_conditional, is_meant, rewrite_comments

OFFICE_SETTINGS = (
	"[if mso]><noscript><xml><o:OfficeDocumentSettings"
	' xmlns:o="urn:schemas-microsoft-com:office:office"><o:AllowPNG/><o:PixelsPerInch>96'
	"</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><![endif]"
)
"""Pictures in their own size on screens of any density: the same in every design that asks."""
_SETTINGS = re.compile(
	r"\s*\[if[^\]]*\]>\s*(?:<noscript>\s*)?<xml>\s*<o:officedocumentsettings[^<>]*>"
	r"(?:\s|<o:allowpng\s*/>|<o:pixelsperinch>\s*96\s*</o:pixelsperinch>)*"
	r"</o:officedocumentsettings>\s*</xml>\s*(?:</noscript>\s*)?<!\[endif\]\s*",
	re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_MARK = re.compile(r"chqcc(\d+)x")


@dataclass(frozen=True)
class KeptComments:
	"""Those of a body, in order; how many were not kept; whether Outlook's settings are asked."""

	texts: tuple[str, ...] = ()
	lost: int = 0
	has_settings: bool = False

	def put_back(self, body: str) -> str:
		"""Return the body with its conditional comments, and no other one."""

		def write(match: re.Match[str]) -> str:
			mark = _MARK.fullmatch(match.group(1))
			index = int(mark.group(1)) if mark else len(self.texts)
			return f"<!--{self.texts[index]}-->" if index < len(self.texts) else ""

		return _COMMENT.sub(write, body)


def take_comments(tree: html.HtmlElement, resolve: Callable[[str], str] = str) -> KeptComments:
	"""Take the comments out of a document; a mark stays for each that is kept."""
	body = tree.find("body")
	within = [] if body is None else [node for node in body.iter() if _is_comment(node)]
	spoken = [node for node in within if is_conditional(node.text or "")]
	kept = rewrite_comments((str(node.text) for node in spoken), resolve)
	marked = set(spoken if kept is not None else ())
	lost = len(spoken) - len(marked)
	around = [*tree.itersiblings(preceding=True), *tree.iter(), *tree.itersiblings()]
	others = set(filter(_is_comment, around)) - set(within)
	settings = {node for node in others if _SETTINGS.fullmatch(node.text or "")}
	for index, node in enumerate(spoken if marked else ()):
		node.text = f"chqcc{index}x"
	for node in set(within) - marked:
		node.text = ""  # and `put_back` leaves it out: to drop many nodes is costly
	lost += sum(is_meant(node.text or "") for node in others - settings)
	return KeptComments(tuple(kept or ()), lost, bool(settings))


def _is_comment(node: html.HtmlElement) -> bool:
	return isinstance(node, html.HtmlComment)
