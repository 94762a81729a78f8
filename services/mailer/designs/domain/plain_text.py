"""The text part of a mail, made from its HTML."""

import re

from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

_CONFIG = ParserConfig(css=CSS_PROFILES["strict"], display_links=True)
_LINK = re.compile(r"\[([^\]\[]*)\]\(([^)\s]+)\)")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t\u00a0\u200c\u034f]+")


def write_plain_text(html: str) -> str:
	"""Return the words of an HTML mail, one paragraph per block, links as ``texto: dirección``."""
	text = str(get_text(html, _CONFIG))
	text = _LINK.sub(_write_link, text)
	lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
	return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _write_link(match: re.Match[str]) -> str:
	label, address = match.group(1).strip(), match.group(2)
	if not label or label == address or address.endswith(label):
		return address
	return f"{label}: {address}"
