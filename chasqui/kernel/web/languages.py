"""The language of a request: what it prefers of those that have a catalogue (RFC 9110, 12.5.4)."""

from flask import Flask, request

from chasqui.kernel.texts.languages import DEFAULT, list_languages, speak


def speak_as_asked(app: Flask) -> None:
	"""Answer every request in the language of its `Accept-Language`; in Spanish without one."""

	@app.before_request
	def choose_language() -> None:
		speak(request.accept_languages.best_match(list_languages(), DEFAULT))
