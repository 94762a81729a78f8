"""A sibling's refusal, read: its problem document becomes the `AppError` that it describes."""

from typing import Any

import httpx

from chasqui.kernel import errors
from chasqui.kernel.errors import AppError, FieldError
from chasqui.kernel.texts.text import Text, quote, say

KINDS: dict[int, type[AppError]] = {
	401: errors.Unauthenticated,
	403: errors.Forbidden,
	404: errors.NotFound,
	413: errors.TooLarge,
	422: errors.Invalid,
	428: errors.KeyNeeded,
}


def raise_problem(response: httpx.Response, name: Text) -> None:
	"""Raise the `AppError` of an answer that is an error; `name` is who answered."""
	if not response.is_error:
		return
	document = _read_document(response)
	value = document.get("detail")
	detail = quote(value) if value else _describe_status(name, response.status_code)
	code = document.get("code")
	if response.status_code == 429:
		raise errors.TooMany(detail, retry_after=_read_wait(response), code=code)
	fields, current = _read_fields(document), document.get("current")
	if response.status_code == 409:
		current = current if isinstance(current, dict) else None
		raise errors.Conflict(detail, code=code, fields=fields, current=current)
	kind = KINDS.get(response.status_code, errors.Unavailable)
	raise kind(detail, code=code, fields=fields)


def _describe_status(name: Text, status: int) -> Text:
	return say("{name} respondió {status}.", name=name, status=status)


def _read_wait(response: httpx.Response) -> int:
	"""Return the seconds to wait; a date, which HTTP allows as well, is read as a short wait."""
	value = response.headers.get("Retry-After", "")
	return int(value) if value.isdecimal() else 1


def _read_fields(document: dict[str, Any]) -> list[FieldError]:
	"""Return the wrong fields; what a newer sibling sends beyond our words is passed over."""
	found = document.get("errors")
	return [
		FieldError(
			str(one["field"]), quote(one.get("message", "")), str(one.get("code", "invalid"))
		)
		for one in (found if isinstance(found, list) else ())
		if isinstance(one, dict) and "field" in one
	]


def _read_document(response: httpx.Response) -> dict[str, Any]:
	try:
		document = response.json()
	except ValueError:
		return {}
	return document if isinstance(document, dict) else {}
