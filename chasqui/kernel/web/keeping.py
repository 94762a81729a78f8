"""What may be kept by the browser of who asked, for it never changes."""

from flask import Response, request

from chasqui.kernel.web.http_edge import CACHING, IMMUTABLE

YEAR_SECONDS = 31_536_000


def allow_keeping(response: Response, tag: str, *, is_public: bool = False) -> Response:
	"""Let the browser of who asked keep an answer that never changes, or say that it has it (304).

	`private`: the next one who asks on the way may not see it (RFC 9111, 5.2.2.7; RFC 8246), but
	for what is open to all (`is_public`).
	"""
	response.set_etag(tag)
	whose = "public" if is_public else "private"
	response.headers[CACHING] = f"{whose}, max-age={YEAR_SECONDS}, {IMMUTABLE}"
	response.make_conditional(request)
	return response
