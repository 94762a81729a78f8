"""What the states of an erasure are called on a page."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.rights import ErasureState
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(ErasureState.QUEUED, Label(_("En espera"), "plain", "hourglass")),
	(ErasureState.RUNNING, Label(_("Borrando"), "info", "refresh")),
	(ErasureState.WAITING, Label(_("Espera los recibos"), "warn", "hourglass")),
	(ErasureState.DONE, Label(_("Terminado"), "ok", "circle-check")),
	(ErasureState.FAILED, Label(_("Se detuvo"), "bad", "alert-circle")),
)
WORDS = Words(PAIRS)
