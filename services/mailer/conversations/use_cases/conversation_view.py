"""Shows conversations and their mails as the API says them."""

from collections.abc import Iterable
from datetime import datetime

from chasqui.contracts.mailer.conversations import (
	Conversation,
	ConversationMail,
	ConversationState,
	ConversationSummary,
	MailFile,
)
from mailer.conversations.models.conversation import ConversationFileRow, ConversationRow
from mailer.conversations.repositories.mails import MOST_SHOWN, ShownMail
from mailer.receiving.domain.mail_html import has_remote_pictures

SUMMARY = set(ConversationSummary.model_fields) - {"is_late"}


def summarise(row: ConversationRow, now: datetime) -> ConversationSummary:
	"""Return a conversation as a list shows it."""
	is_open = row.state == ConversationState.OPEN.value
	is_late = is_open and row.due_at is not None and row.due_at < now
	return ConversationSummary(**{name: getattr(row, name) for name in SUMMARY}, is_late=is_late)


def show(
	row: ConversationRow,
	mails: list[ShownMail],
	files: Iterable[ConversationFileRow],
	now: datetime,
) -> Conversation:
	"""Return a conversation with its latest mails."""
	by_mail: dict[int, list[MailFile]] = {}
	for one in files:
		by_mail.setdefault(one.mail_id, []).append(MailFile.model_validate(one))
	items = [_show_mail(one, by_mail.get(one.row.id, []), row) for one in mails[-MOST_SHOWN:]]
	summary = summarise(row, now)
	return Conversation(**dict(summary), items=items, is_cut=len(mails) > MOST_SHOWN)


def _show_mail(
	shown: ShownMail, files: list[MailFile], conversation: ConversationRow
) -> ConversationMail:
	row = shown.row
	is_in = row.direction == "in"
	return ConversationMail(
		id=row.id,
		direction=row.direction,
		author=row.author,
		email=row.email,
		subject=row.subject,
		text=row.text,
		quoted=row.quoted,
		has_page=shown.has_page,
		has_remote_pictures=has_remote_pictures(row.page),
		is_automatic=row.is_automatic,
		is_from_elsewhere=is_in and row.email != conversation.email,
		flaws=list(row.flaws),
		state=shown.state,
		reason=shown.reason,
		files=files,
		at=row.at,
	)
