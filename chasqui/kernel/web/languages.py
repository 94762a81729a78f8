"""The language of a request: what it prefers of those that have a catalogue (RFC 9110, 12.5.4)."""

from flask import Flask, request

from chasqui.kernel.texts.languages import DEFAULT, list_languages, set_language


def negotiate_language(app: Flask) -> None:
	"""Answer every request in the language of its `Accept-Language`; in Spanish without one."""

	@app.before_request
	def choose_language() -> None:
		set_language(request.accept_languages.best_match(list_languages(), DEFAULT))
