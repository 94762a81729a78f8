"""Judges what a domain says of its mails: SPF, DKIM, DMARC, MX. Of two reasons the worse is given.

SPF: one record, at most ten look-ups (RFC 7208, 3.2 and 4.6.4). DKIM: the key that signs (RFC 6376,
3.6.1). DMARC: one record that begins with its version (RFC 7489, 6.3).
"""

import re
from collections.abc import Sequence

from chasqui.contracts.mailer.domains import DnsState
from chasqui.kernel.texts.text import Text, say

Verdict = tuple[DnsState, Text | str]
MOST_LOOK_UPS = 10
_LOOKS_UP = re.compile(r"^[+?~-]?(include:|a(?=[:/]|$)|mx(?=[:/]|$)|ptr|exists:|redirect=)")
GOOD: Verdict = (DnsState.GOOD, "")
UNKNOWN: Verdict = (DnsState.UNKNOWN, say("El DNS no respondió: no se pudo comprobar."))


def judge_spf(found: Sequence[str] | None) -> Verdict:
	"""Return what is wrong with what stands at a sender's domain."""
	if found is None:
		return UNKNOWN
	records = [one for one in found if one.lower().split(" ")[0] == "v=spf1"]
	if not records:
		return DnsState.MISSING, say("Nadie dice qué servidores mandan su correo.")
	if len(records) > 1:
		return DnsState.WRONG, say("Hay más de un registro SPF: no vale ninguno. Únalos en uno.")
	terms = records[0].lower().split()
	if "+all" in terms or "all" in terms:
		return DnsState.WRONG, say("Termina en «+all»: deja que cualquiera mande a su nombre.")
	look_ups = sum(bool(_LOOKS_UP.match(one)) for one in terms[1:])
	if look_ups > MOST_LOOK_UPS:
		return DnsState.WRONG, say(
			"Pide {count} consultas, y valen {most} como mucho.", count=look_ups, most=MOST_LOOK_UPS
		)
	return GOOD


def judge_dkim(found: Sequence[str] | None, expected: str) -> Verdict:
	"""Return what is wrong with what stands where the public key should."""
	if found is None:
		return UNKNOWN
	if not found:
		return DnsState.MISSING, say("Nadie puede comprobar la firma: falta la llave pública.")
	key = _read_tag(expected, "p")
	if not any(_read_tag(one, "p") == key for one in found):
		return DnsState.WRONG, say("Es otra llave: las firmas no se comprueban con ella.")
	if len(found) > 1:
		return DnsState.WRONG, say("Hay más de un registro con ese nombre: deje uno.")
	return GOOD


def judge_dmarc(found: Sequence[str] | None) -> Verdict:
	"""Return what is wrong with what stands below ``_dmarc``."""
	if found is None:
		return UNKNOWN
	records = [one for one in found if one.replace(" ", "").lower().startswith("v=dmarc1")]
	if not records:
		return DnsState.MISSING, say("Nadie dice qué hacer con lo que finge venir de usted.")
	if len(records) > 1:
		return DnsState.WRONG, say("Hay más de un registro DMARC: no vale ninguno.")
	if _read_tag(records[0], "p") not in {"none", "quarantine", "reject"}:
		return DnsState.WRONG, say("No dice qué hacer: «p» es none, quarantine o reject.")
	return GOOD


def judge_mx(found: Sequence[str] | None) -> Verdict:
	"""Return whether somebody takes the answers in."""
	if found is None:
		return UNKNOWN
	if not found:
		return DnsState.MISSING, say("Nadie recibe el correo de ese dominio.")
	return GOOD


def _read_tag(record: str, name: str) -> str:
	"""Return a tag of a record: ``v=DKIM1; k=rsa; p=…``."""
	pairs = (one.partition("=") for one in record.split(";"))
	return next(("".join(value.split()) for key, _, value in pairs if key.strip() == name), "")
