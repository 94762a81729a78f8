"""One line of time out of what three services return about a person, the newest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _

from chasqui.contracts.activity import CustomerActivity, CustomerMails
from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.person_file import CustomerFile
from chasqui.contracts.customers.quotes import QuoteSummary
from chasqui.contracts.customers.sales import SaleSummary
from portal.mailing.labels.merge_fields import write_merged
from portal.mailing.labels.runs import name_reason
from portal.profile.labels.deeds import describe_details
from portal.profile.labels.person import HappeningKind, name_source
from portal.quotes.labels import name_quote
from portal.sales.labels import name_campaign, name_number
from portal.shell.labels.formats import format_money, read_zone
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code

# What no service returns yet: the page says what will stand there.
COMING = (HappeningKind.SURVEY,)


@dataclass(frozen=True)
class Happening:
	"""One thing that happened; `label` names its outcome with tone and icon."""

	at: datetime
	kind: HappeningKind
	label: Label
	title: str
	text: str = ""
	who: str = ""


def build_timeline(
	file: CustomerFile,
	activity: CustomerActivity | None,
	mails: CustomerMails | None,
	sales: Sequence[SaleSummary],
	quotes: Sequence[QuoteSummary],
) -> list[Happening]:
	"""Return everything in one line; what a silent service would return is missing."""
	found = [*_list_origin(file.customer), *_list_data(file), *_list_consents(file)]
	found += [*_list_sales(sales), *_list_quotes(quotes)]
	if activity is not None:
		found += [*_list_calls(activity), *_list_looks(activity)]
	if mails is not None:
		found += _list_mails(mails)
	return sorted(found, key=lambda one: one.at, reverse=True)


def list_filters(
	line: Iterable[Happening], chosen: HappeningKind | None
) -> list[tuple[str, Any, int, bool]]:
	"""Return (address, text, count, is chosen) of each filter, «everything» first."""
	counts = Counter(one.kind for one in line)
	everything = ("", _("Todo"), sum(counts.values()), chosen is None)
	return [everything] + [
		(kind.value, name_code(kind).text, counts[kind], kind is chosen) for kind in HappeningKind
	]


def read_filter(text: str) -> HappeningKind | None:
	"""Return the filter of the address, or None where it makes no sense."""
	return next((kind for kind in HappeningKind if kind == text), None)


def _list_origin(customer: Customer) -> Iterator[Happening]:
	"""Describe the file that brought the customer; a form's registration is in the audit."""
	if customer.import_id is not None:
		title = _("Llegó en un archivo")
		who = _("importación %(id)s", id=customer.import_id)
		label = name_code(AuditAction.IMPORTED)
		yield Happening(customer.created_at, HappeningKind.DATA, label, title, who=who)


def _list_data(file: CustomerFile) -> Iterator[Happening]:
	for entry in file.changes or ():
		text = describe_details(entry) if entry.action is AuditAction.CHANGED else ""
		label = name_code(entry.action)
		who = entry.actor_name
		yield Happening(entry.at, HappeningKind.DATA, label, str(label.text), text, who)


def _list_consents(file: CustomerFile) -> Iterator[Happening]:
	for change in file.consents or ():
		channel = name_code(change.channel)
		answer = _("acepta") if change.granted else _("no acepta")
		label = Label(answer, "ok" if change.granted else "bad", channel.icon)
		title = f"{channel.text}: {answer}"
		yield Happening(
			change.at, HappeningKind.CONSENT, label, title, who=str(name_source(change.source))
		)


def _list_calls(activity: CustomerActivity) -> Iterator[Happening]:
	for call in activity.calls:
		label = name_code(call.result)
		title = _("Llamada de «%(name)s»: %(result)s", name=call.campaign_name, result=label.text)
		reason = _("Pese al riesgo alto: %(reason)s", reason=call.risk_reason)
		note = f"{call.note} {reason}".strip() if call.risk_reason else call.note
		yield Happening(call.recorded_at, HappeningKind.CALL, label, title, note, call.advisor_name)


def _list_looks(activity: CustomerActivity) -> Iterator[Happening]:
	for look in activity.risk_looks:
		label = name_code(look.level)
		title = _("Consulta de riesgo: %(level)s", level=str(label.text).lower())
		yield Happening(look.looked_at, HappeningKind.RISK, label, title, who=look.staff_name)


def _list_mails(mails: CustomerMails) -> Iterator[Happening]:
	for mail in mails.mails:
		label = name_code(mail.state)
		reason = str(name_reason(mail.reason)) if mail.reason else ""
		subject = write_merged(mail.subject)
		title = _("Correo «%(subject)s»: %(state)s", subject=subject, state=label.text)
		yield Happening(
			mail.updated_at, HappeningKind.MAIL, label, title, reason, mail.campaign_name
		)


def _list_sales(sales: Iterable[SaleSummary]) -> Iterator[Happening]:
	for sale in sales:
		total = format_money(sale.total)
		title = _("Venta %(name)s: %(total)s", name=name_number(sale), total=total)
		at = datetime.combine(sale.ordered_on, time(), read_zone())
		yield Happening(
			at, HappeningKind.SALE, name_code(sale.state), title, name_campaign(sale),
			sale.seller_name,
		)  # fmt: skip


def _list_quotes(quotes: Iterable[QuoteSummary]) -> Iterator[Happening]:
	for quote in quotes:
		name = name_quote(quote)
		if quote.issued_on is not None:
			title = _("Cotización %(name)s: %(total)s", name=name, total=format_money(quote.total))
			at = datetime.combine(quote.issued_on, time(), read_zone())
			yield Happening(
				at, HappeningKind.SALE, name_code(quote.state), title, name_campaign(quote),
				quote.seller_name,
			)  # fmt: skip
		if quote.mailed_at is not None:
			title = _("Cotización %(name)s enviada por correo", name=name)
			label = Label(_("enviada"), "ok", "mail")
			yield Happening(quote.mailed_at, HappeningKind.MAIL, label, title)
