"""What is written: mails with files, notes, canned answers."""

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app, request
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage

from chasqui.contracts.mailer.conversations import (
	MOST_ATTACHED,
	MOST_FILES,
	CannedAnswer,
	CannedAnswerFields,
	Conversation,
)
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.forms.inputs import Area, Line
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import format_number

FILES = "files"
CANNED = "respuesta"
"""By which an address says which canned answer a mail begins with."""
MEGABYTE = 1024 * 1024
ANSWER = FormLayout(
	CannedAnswerFields,
	[
		Fieldset(
			[
				Line("name", _("Nombre")),
				Area(
					"text",
					_("Texto"),
					_("Puede llevar {{ nombre }}, {{ asesor }} y {{ empresa }}."),
					rows=10,
				),
			]
		)
	],
)
NAMES = {"text": _("Mensaje"), "subject": _("Asunto"), FILES: _("Archivos")}


def describe_limits() -> Any:
	"""Return how many files may go along, and how heavy."""
	return _(
		"Hasta %(count)s archivos, %(size)s MB entre todos: PDF, imágenes, textos y documentos de "
		"oficina.",
		count=MOST_FILES,
		size=format_number(MOST_ATTACHED // MEGABYTE),
	)


def write_files(chosen: Iterable[FileStorage]) -> list[dict[str, str]]:
	"""Return the files of a request, as a contract takes them."""
	return [_write_file(one) for one in chosen if one.filename]


def begin_mail(form: Form[Any], answers: list[CannedAnswer], name: str) -> Form[Any]:
	"""Return a form that begins with the canned answer which the address names."""
	chosen = request.args.get(CANNED, type=int)
	found = next((one for one in answers if one.id == chosen), None)
	if found is not None and not form.read_value("text"):
		form.raw["text"] = [fill(found.text, name)]
	return form


def fill(text: str, name: str) -> str:
	"""Return a canned answer with its fields filled."""
	values: Mapping[str, str] = {
		"nombre": name,
		"asesor": read_person().name,
		"empresa": current_app.config["CHASQUI_COMPANY"],
	}
	for field, value in values.items():
		for written in (f"{{{{ {field} }}}}", f"{{{{{field}}}}}"):
			text = text.replace(written, value)
	return text


def name_reader(conversation: Conversation) -> str:
	"""Return how one calls who will read: the first of their names."""
	return (conversation.person or "").split(" ")[0]


def _write_file(file: FileStorage) -> dict[str, str]:
	return {
		"name": (file.filename or "")[:200],
		"content": base64.b64encode(file.stream.read(MOST_ATTACHED + 1)).decode(),
	}
