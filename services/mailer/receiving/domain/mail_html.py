"""Cleans the page of a mail that came: words, tables and pictures, nothing that acts.

Pictures from elsewhere stay written, and are not fetched: the page is served so that a browser asks
nobody for them until its reader wants to: they show their sender when and where it is read.
"""

import re

import nh3

MOST_BYTES = 400_000
MOST_TAGS = 20_000
"""Cleaning takes time by the square of how deep tags stand in each other."""
TAGS = nh3.ALLOWED_TAGS - {"map", "area"}
ATTRIBUTES = {
	**{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items() if tag in TAGS},
	"td": {"colspan", "rowspan", "align", "valign", "width"},
	"th": {"colspan", "rowspan", "align", "valign", "width", "scope"},
	"table": {"align", "width", "border", "cellpadding", "cellspacing"},
	"img": {"src", "alt", "width", "height"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
_TAG = re.compile(r"<[a-zA-Z]")
_REMOTE = re.compile(r"<img[^>]+src=\"https?:", re.IGNORECASE)


def clean_page(html: str) -> str:
	"""Return a page that is safe to show; nothing where it is too big to be looked at."""
	if len(html) > MOST_BYTES or len(_TAG.findall(html)) > MOST_TAGS:
		return ""
	return nh3.clean(
		html,
		tags=TAGS,
		attributes=ATTRIBUTES,
		url_schemes=SCHEMES,
		link_rel="noopener noreferrer nofollow",
		set_tag_attribute_values={"a": {"target": "_blank"}},
	)


def block_pictures(page: str) -> str:
	"""Return a cleaned page that fetches no picture."""

	def keep(tag: str, name: str, value: str) -> str | None:
		return None if tag == "img" and name == "src" else value

	return nh3.clean(
		page,
		tags=TAGS,
		attributes={**ATTRIBUTES, "a": ATTRIBUTES["a"] | {"target"}},
		attribute_filter=keep,
		url_schemes=SCHEMES,
		link_rel="noopener noreferrer nofollow",
	)


def has_remote_pictures(page: str) -> bool:
	"""Return whether a cleaned page would fetch pictures."""
	return bool(_REMOTE.search(page))
