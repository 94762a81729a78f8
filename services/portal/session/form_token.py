"""Reads a form's CSRF token without receiving the files behind it."""

import io
from typing import Any

from flask import Request
from werkzeug.sansio.multipart import NEED_DATA, Data, Epilogue, Field, File, MultipartDecoder

PEEKED_BYTES = 16 * 1024  # our forms carry the token before everything else
MULTIPART = "multipart/form-data"


class Replayed(io.RawIOBase):
	"""A body whose first bytes were read already."""

	def __init__(self, head: bytes, rest: Any) -> None:
		self._head = head
		self._rest = rest

	def readable(self) -> bool:
		return True

	def readinto(self, buffer: Any) -> int:
		size = len(buffer)
		data, self._head = self._head[:size], self._head[size:]
		data = data or self._rest.read(size)
		buffer[: len(data)] = data
		return len(data)


def read_form_field(request: Request, name: str) -> str:
	"""Return a field of the form, or an empty text; of a form with files, only its first bytes
	are read, and they stay for the view to read again."""
	if request.mimetype != MULTIPART:
		return request.form.get(name, "")
	source = request.environ["wsgi.input"]
	head = source.read(min(PEEKED_BYTES, request.content_length or PEEKED_BYTES))
	request.environ["wsgi.input"] = Replayed(head, source)
	try:
		return _find_field(head, request.mimetype_params.get("boundary", ""), name)
	except ValueError:  # no such form; its view would have refused it too
		return ""


def _find_field(head: bytes, boundary: str, name: str) -> str:
	decoder = MultipartDecoder(boundary.encode("latin-1", "replace"))
	decoder.receive_data(head)
	is_wanted, value = False, b""
	while (event := decoder.next_event()) is not NEED_DATA:
		if isinstance(event, Field):
			is_wanted = event.name == name
		elif isinstance(event, Data) and is_wanted:
			value += event.data
			if not event.more_data:
				return value.decode("utf-8", "replace")
		elif isinstance(event, File | Epilogue):
			break
	return ""
