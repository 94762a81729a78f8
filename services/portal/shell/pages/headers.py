"""Headers of every page: a strict content policy, no framing."""

from flask import Flask, Response

POLICY = (
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
	"font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
	"base-uri 'none'; frame-ancestors 'none'"
)
# A mail's preview runs no script, sends nothing, and loads nothing from outside.
PREVIEW_POLICY = (
	"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
	"frame-ancestors 'self'"
)

# A mail that came: its links open pages of their own, and nothing is fetched, so that its author
# does not learn that it is read …
MAIL_POLICY = (
	"sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
	"style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)
# … unless its reader wants to see the pictures.
PICTURES_POLICY = MAIL_POLICY.replace("img-src data:", "img-src https: http: data:")


def set_headers(app: Flask) -> None:
	"""Add the headers to whatever leaves the app."""

	@app.after_request
	def add_headers(response: Response) -> Response:
		headers = response.headers
		headers.setdefault("Content-Security-Policy", POLICY)
		headers.setdefault("X-Content-Type-Options", "nosniff")
		headers.setdefault("Referrer-Policy", "same-origin")
		headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		return response
