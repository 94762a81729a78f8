"""The text part of a mail, made from its HTML."""

import re

from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

_CONFIG = ParserConfig(css=CSS_PROFILES["strict"], display_links=True)
_LINK = re.compile(r"\[([^\]\[]*)\]\(([^)\s]+)\)")
_OPENING, _CLOSING = "([{«“‘¿¡\"'/", ".,;:!?…)]}»”’\"'"  # a link may touch these
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
	is_same = not label or label == address or address.endswith(label)
	before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
	return (
		("" if not before or before.isspace() or before in _OPENING else " ")
		+ (address if is_same else f"{label}: {address}")
		+ ("" if not after or after.isspace() or after in _CLOSING else " ")
	)
