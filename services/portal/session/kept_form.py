"""What somebody sent when the session was over: kept in the answer, to be shown filled again.

Nothing of it is stored here: it goes back to the browser that typed it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from chasqui.kernel.web.bodies import MAX_BODY_BYTES
from portal.session.csrf import FIELD
from portal.session.local_ways import keep_local

SECRET_FIELDS = frozenset({"password", "new_password", "code"})
"""Passwords and one-time codes: they are typed anew, never written into a page."""


@dataclass(frozen=True)
class KeptForm:
	"""`page` is where the form stood, `other` where it may stand too: its own address."""

	action: str
	page: str
	other: str
	fields: tuple[tuple[str, str], ...]
	has_gaps: bool
	"""A secret or a file was left out."""


def read_kept_form() -> KeptForm:
	"""Return what this request sent; of what another site sent nothing is kept."""
	action = request.full_path.rstrip("?")
	own = action if _is_page(request.path) else ""
	page = _find_page() or own
	typed = _read_fields() if _is_ours() else []
	kept = [one for one in typed if one[0] not in SECRET_FIELDS | {FIELD}]
	has_gaps = bool(SECRET_FIELDS & {name for name, _value in typed}) or _brings_files()
	return KeptForm(action, page, own, tuple(kept), has_gaps)


def _is_ours() -> bool:
	"""Return whether a page of ours sent it: browsers say so of every form that is posted."""
	return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _brings_files() -> bool:
	return request.mimetype == "multipart/form-data"


def _read_fields() -> list[tuple[str, str]]:
	if (request.content_length or 0) > MAX_BODY_BYTES:
		return []  # a file, and nobody signed in
	request.max_content_length = MAX_BODY_BYTES
	try:
		return list(request.form.items(multi=True))
	except HTTPException:
		return []


def _find_page() -> str:
	"""Return the page that held the form, if it can be shown again."""
	parts = urlsplit(request.referrer or "")
	if parts.netloc != request.host or not _is_page(parts.path):
		return ""
	return keep_local(f"{parts.path}?{parts.query}".rstrip("?")) or "/"


def _is_page(path: str) -> bool:
	ways = current_app.create_url_adapter(request)
	return ways is not None and ways.test(path, method="GET")
