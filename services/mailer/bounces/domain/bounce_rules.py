"""Judges a report: whether an address is nobody's for good (hard), or only not now (soft).

What a server wrote counts more than the codes beside it, which are often 5.0.0 whatever happened:
its text, then the enhanced code within it, then the report's own status (RFC 3463), then its
action. Of what says nothing the answer is «unknown», which a person classes.
"""

from dataclasses import dataclass

from chasqui.contracts.mailer.bounces import BounceKind, BounceReason
from mailer.bounces.domain.bounce_texts import HARD, name_reason
from mailer.bounces.domain.reports import Report, list_codes, list_replies


@dataclass(frozen=True)
class Verdict:
	kind: BounceKind
	reason: BounceReason | None = None


CODES = {
	"5.1.1": BounceReason.USER_UNKNOWN,
	"5.1.10": BounceReason.USER_UNKNOWN,
	"5.1.6": BounceReason.USER_UNKNOWN,
	"5.1.3": BounceReason.USER_UNKNOWN,
	"5.1.2": BounceReason.HOST_UNKNOWN,
	"5.2.1": BounceReason.POLICY,
	"5.2.2": BounceReason.MAILBOX_FULL,
	"4.2.2": BounceReason.MAILBOX_FULL,
	"5.2.3": BounceReason.TOO_BIG,
	"5.3.4": BounceReason.TOO_BIG,
	"4.4.7": BounceReason.EXPIRED,
	"5.4.7": BounceReason.EXPIRED,
	"5.4.4": BounceReason.HOST_UNKNOWN,
	"5.7.1": BounceReason.POLICY,
}


def judge_report(report: Report) -> Verdict:
	"""Return what a report means for the address."""
	if report.is_complaint:
		return Verdict(BounceKind.COMPLAINT)
	if report.action in {"delivered", "relayed", "expanded"} or report.status.startswith("2."):
		return Verdict(BounceKind.DELIVERED)
	reason = _find_reason(report)
	if report.action == "delayed":
		return Verdict(BounceKind.DELAYED, reason or BounceReason.EXPIRED)
	if reason is BounceReason.USER_UNKNOWN and _took_recipient(report):
		reason = BounceReason.POLICY  # there is one, who does not want this
	if reason is not None:
		return Verdict(BounceKind.HARD if reason in HARD else BounceKind.SOFT, reason)
	says_failure = report.is_failure or report.action.startswith("fail") or bool(report.status)
	if says_failure or _is_refusal(report):
		return Verdict(BounceKind.SOFT, BounceReason.OTHER)
	return Verdict(BounceKind.UNKNOWN)


def _took_recipient(report: Report) -> bool:
	return report.is_after_data and not report.status.startswith("5.1.")


def _find_reason(report: Report) -> BounceReason | None:
	for text in (report.diagnostic, report.prose):
		if found := name_reason(text):
			return found
		for code in list_codes(text):
			if code in CODES:
				return CODES[code]
	return CODES.get(report.status)


def _is_refusal(report: Report) -> bool:
	return any(code >= 400 for code in list_replies(f"{report.diagnostic} {report.prose}"))
