"""Walks the portal by the links of its pages, without a browser."""

import re
from collections.abc import Iterator
from html import unescape

from werkzeug.test import TestResponse

from tests.support.portal_world import Visitor

LINK = re.compile(r'href="([^"#]*)"')
NUMBER = re.compile(r"\d+")
MOST_PAGES = 400
END = "/salir"


def walk_pages(visitor: Visitor) -> Iterator[tuple[str, TestResponse]]:
	"""Yield every page that links lead to, one of each kind: numbers in addresses count as one."""
	seen, waiting = set[str](), ["/"]
	while waiting:
		path = waiting.pop(0)
		page = visitor.get(path)
		yield path, page
		links = list_links(page)
		page.close()  # a file that nobody reads on
		for link in links:
			kind = NUMBER.sub("1", link.partition("?")[0])
			if link.startswith("/") and not link.startswith(END) and kind not in seen:
				seen.add(kind)
				assert len(seen) < MOST_PAGES, "the links have no end"
				waiting.append(link)


def list_links(page: TestResponse) -> list[str]:
	"""Return the links of a page; a file has none."""
	is_page = page.status_code == 200 and "html" in page.content_type
	return [unescape(one) for one in LINK.findall(page.text)] if is_page else []
