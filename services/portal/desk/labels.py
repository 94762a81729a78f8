"""What the pauses of advisors are called."""

from chasqui.contracts.campaigns.board import PAUSE_NAMES, PauseCode
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

WORDS = Words(tuple((code, Label(PAUSE_NAMES[code], "warn", "player-pause")) for code in PauseCode))
