"""Back to where one came from: a row of a list leads to a form, and what is saved leads back."""

from urllib.parse import quote

from flask import Flask, Response, request

from portal.session.local_ways import keep_local
from portal.shell.pages.parts import is_fragment

CAME_FROM = "came_from"


def read_here() -> str:
	"""Return the page as it stands, with its filters; nothing where it is only a part of one."""
	if request.method != "GET" or is_fragment():
		return ""
	return keep_local(request.full_path.rstrip("?")) or ""


def with_way_back(href: str) -> str:
	"""Return an address that knows from which page one goes there."""
	here = read_here()
	if not here or CAME_FROM in href:
		return href
	return f"{href}{'&' if '?' in href else '?'}{CAME_FROM}={quote(here, safe='/')}"


def find_way_back(default: str = "") -> str:
	"""Return the page of ours one came from, or where one goes else."""
	return keep_local(request.values.get(CAME_FROM)) or default


def lead_back(app: Flask) -> None:
	"""Lead back whoever saved what was opened from a list."""

	@app.after_request
	def follow_way_back(response: Response) -> Response:
		is_done = request.method == "POST" and response.status_code == 303
		if is_done and (way := find_way_back()):
			response.headers["Location"] = way
		return response
