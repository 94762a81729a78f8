"""What records of a domain are called, and how they stand."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.mailer.domains import DnsState, RecordKind
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(RecordKind.SPF, Label(_("SPF: quién puede mandar"))),
	(RecordKind.DKIM, Label(_("DKIM: la llave con que se firma"))),
	(RecordKind.DMARC, Label(_("DMARC: qué hacer con lo que no es suyo"))),
	(RecordKind.MX, Label(_("MX: quién recibe las respuestas"))),
	(DnsState.GOOD, Label(_("Publicado"), "ok", "circle-check")),
	(DnsState.MISSING, Label(_("Falta"), "bad", "circle-x")),
	(DnsState.WRONG, Label(_("Está mal"), "bad", "alert-triangle")),
	(DnsState.UNKNOWN, Label(_("No comprobable"), "plain", "help")),
)
WORDS = Words(PAIRS)
