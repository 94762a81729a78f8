"""The document around a cleaned design."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from mailer.designs.domain.html_comments import OFFICE_SETTINGS

META: tuple[dict[str, str], ...] = (
	{"charset": "utf-8"},
	{"name": "viewport", "content": "width=device-width, initial-scale=1"},
)
# What a design may say of dark screens; one that says nothing is left to the mail program, which
# knows how to darken a page that was made for light.
SCHEME_NAMES = ("color-scheme", "supported-color-schemes")
BOTH_SCHEMES = "light dark"
SCHEMES = (BOTH_SCHEMES, "dark light", "dark", "light", "light only", "only light", "only dark")


@dataclass(frozen=True)
class Shell:
	"""What of a design stands outside its body's content."""

	title: str = ""
	css: str = ""
	scheme: str = ""
	body: Mapping[str, str] = field(default_factory=dict)
	"""The body's attributes."""
	has_settings: bool = False
	"""Outlook's own, in its comment."""

	def write(self, content: str) -> str:
		"""Return a whole HTML document around the inner HTML of a clean body."""
		style = f"<style>\n{self.css}\n</style>\n" if self.css else ""
		settings = f"<!--{OFFICE_SETTINGS}-->\n" if self.has_settings else ""
		return (
			f'<!DOCTYPE html>\n<html lang="es">\n<head>\n{self._write_meta()}'
			f"<title>{html.escape(self.title, quote=False)}</title>\n{settings}{style}</head>\n"
			f"<body{_write_attributes(self.body)}>\n{content}\n</body>\n</html>\n"
		)

	def _write_meta(self) -> str:
		scheme = ({"name": SCHEME_NAMES[0], "content": self.scheme},) if self.scheme else ()
		return "".join(f"<meta{_write_attributes(meta)}>\n" for meta in (*META, *scheme))


def is_ours(meta: Mapping[str, str]) -> bool:
	"""Return whether a `<meta>` is one that a shell writes."""
	is_scheme = meta.keys() == {"name", "content"} and meta["name"] == SCHEME_NAMES[0]
	return meta in META or (is_scheme and meta["content"] in SCHEMES)


def read_scheme(tree: etree._Element) -> str:
	"""Return what the document's own `<meta>` says of dark screens; empty if it says nothing."""
	for meta in tree.iter("meta"):
		content = " ".join(str(meta.get("content", "")).lower().replace(",", " ").split())
		if str(meta.get("name", "")).lower() in SCHEME_NAMES and content in SCHEMES:
			return content
	return ""


def _write_attributes(attributes: Mapping[str, str]) -> str:
	return "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
