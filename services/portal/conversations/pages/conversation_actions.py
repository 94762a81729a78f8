"""Several conversations at once: given out among some of the staff, after a question."""

from flask import Blueprint
from flask_babel import gettext as _

from chasqui.contracts.endpoints.mailer import conversations as conversations_api
from chasqui.contracts.mailer.conversations import (
	MOST_SHARED,
	ConversationFilters,
	ConversationShare,
)
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from portal.conversations.lists import (
	ACTIONS,
	CONVERSATIONS,
	choose_owners,
	count_conversations,
)
from portal.shell.pages.bulk_pages import BulkPages, Order
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("conversation_actions", __name__, url_prefix="/correspondencia/acciones")


def begin(order: Order[ConversationFilters]) -> str:
	"""Give what was confirmed out, in turn.

	:raises Invalid: they are more than are given out at once, or nobody was chosen
	"""
	if order.expected > MOST_SHARED:
		raise Invalid(say("Son demasiadas de una vez: {most} como máximo.", most=MOST_SHARED))
	owners = choose_owners(order.fields.owners)
	if not owners:
		raise Invalid(say("Elija al menos una persona."))
	asked = ConversationShare(filters=order.filters, expected=order.expected, owners=owners)
	done = ask_once(order.nonce, conversations_api.share_conversations, body=asked)
	notify(_("Se repartió: %(conversations)s.", conversations=count_conversations(done.changed)))
	return PAGES.find_list(order.address)


PAGES = BulkPages(
	CONVERSATIONS,
	"conversations.show_list",
	ACTIONS,
	ConversationFilters,
	count=lambda filters: ask(conversations_api.count_matching, query=filters).total,
	begin=begin,
)
PAGES.add_to(blueprint)
