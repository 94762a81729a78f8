"""What the states of an account are called."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.accounts import AccountState
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(AccountState.ACTIVE, Label(_("Activa"), "ok", "circle-check")),
	(AccountState.INVITED, Label(_("Sin contraseña"), "warn", "hourglass")),
	(AccountState.DISABLED, Label(_("Desactivada"), "plain", "ban")),
)
WORDS = Words(PAIRS)
