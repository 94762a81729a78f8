"""Mails of persons that wait for an answer."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.endpoints.mailer import conversations as conversations_api
from chasqui.contracts.mailer.conversations import ConversationBox
from portal.home.pages.alerts import Alert
from portal.shell.labels.formats import format_number
from portal.siblings import ask


def list_waiting() -> Iterator[Alert]:
	"""Yield how many of one's conversations are late, or have something unread."""
	counts = ask(conversations_api.count_boxes)
	if counts.late:
		title = ngettext(
			"%(count)s correo sin responder a tiempo",
			"%(count)s correos sin responder a tiempo",
			counts.late,
			count=format_number(counts.late),
		)
		text = _("Pasó la hora en que se debía responder.")
		way = url_for("conversations.show_list", box=ConversationBox.MINE, is_late="true")
		yield Alert(str(title), str(text), way, "bad")
	elif counts.unread:
		title = ngettext(
			"%(count)s correo sin leer",
			"%(count)s correos sin leer",
			counts.unread,
			count=format_number(counts.unread),
		)
		text = _("Escribió alguien a quien usted atiende.")
		way = url_for("conversations.show_list", box=ConversationBox.MINE, is_unread="true")
		yield Alert(str(title), str(text), way)
