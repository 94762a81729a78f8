"""What the pauses of advisors are called, and what came of a call by the dialler."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.board import PAUSE_NAMES, PauseCode
from chasqui.contracts.campaigns.dialler import DialOutcome, DialState
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAUSES = tuple((code, Label(PAUSE_NAMES[code], "warn", "player-pause")) for code in PauseCode)
DIALS = (
	(DialOutcome.ANSWERED, Label(_("El marcador informa: contestaron"), "ok", "phone-check")),
	(DialOutcome.BUSY, Label(_("El marcador informa: ocupado"), "info", "phone-off")),
	(DialOutcome.NO_ANSWER, Label(_("El marcador informa: no contestan"), "info", "phone-off")),
	(DialOutcome.FAILED, Label(_("El marcador no pudo llamar"), "warn", "phone-off")),
	(DialState.ASKED, Label(_("No se sabe si el marcador está llamando"), "warn", "phone-off")),
	(DialState.TAKEN, Label(_("El marcador está llamando"), "info", "phone")),
	(DialState.REFUSED, Label(_("El marcador no aceptó la llamada"), "warn", "phone-off")),
	(DialState.UNREACHED, Label(_("El marcador no responde"), "warn", "phone-off")),
	(DialState.SILENT, Label(_("El marcador no contestó a tiempo"), "warn", "phone-off")),
)
WORDS = Words((*PAUSES, *DIALS))
