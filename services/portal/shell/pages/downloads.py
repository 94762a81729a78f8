"""Files of the services, passed on to the browser chunk by chunk."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack

from flask import Response

ANY_FILE = "application/octet-stream"


def pass_on(
	stream: AbstractContextManager[Iterator[bytes]], name: str, media_type: str = ANY_FILE
) -> Response:
	"""Return a file as it comes.

	What the service refuses is raised before the first byte, so that a page can say it.
	"""
	stack = ExitStack()
	chunks = stack.enter_context(stream)

	def send() -> Iterator[bytes]:
		with stack:
			yield from chunks

	headers = {"Content-Disposition": f'attachment; filename="{name}"'}
	return Response(send(), content_type=media_type, headers=headers)
