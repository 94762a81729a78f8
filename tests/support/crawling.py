"""Finds the pages of the portal as people do: by the links of other pages."""

import html
import re
from collections import deque

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.support.portal_world import Visitor

LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')


def name_endpoint(app: Flask, address: str) -> str:
	"""Return the endpoint of an address; an empty text where there is none to ask for a page."""
	try:
		endpoint, _args = app.url_map.bind("portal").match(address.partition("?")[0])
	except (HTTPException, RequestRedirect):
		return ""
	return "" if endpoint == "static" else str(endpoint)


def find_pages(app: Flask, visitor: Visitor) -> dict[str, str]:
	"""Return an address of each page that links lead to, beginning at the first one.

	Files, and parts that a page asks for itself, are none.
	"""
	asked, found, waiting = {""}, dict[str, str](), deque(["/"])
	while waiting:
		address = waiting.popleft()
		endpoint = name_endpoint(app, address)
		if endpoint in asked:
			continue
		asked.add(endpoint)
		answer = visitor.get(address)
		if answer.mimetype != "text/html" or 'id="main"' not in answer.text:
			continue
		if answer.status_code == 200:
			found[endpoint] = address
		waiting.extend(html.unescape(link) for link in LINK.findall(answer.text))
	return found
