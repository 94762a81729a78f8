"""The columns of an export of accounts: titles in Spanish, and values."""

from collections.abc import Callable

from chasqui.contracts.access import ROLE_NAMES
from chasqui.contracts.campaigns.accounts import Account, AccountState
from chasqui.kernel.sheets.cells import Cell
from chasqui.kernel.texts.text import Text, say

STATES = {
	AccountState.ACTIVE: say("activa"),
	AccountState.INVITED: say("sin contraseña"),
	AccountState.DISABLED: say("desactivada"),
}
COLUMNS: tuple[tuple[Text, Callable[[Account], Cell]], ...] = (
	(say("Usuario"), lambda one: one.username),
	(say("Nombre"), lambda one: one.name),
	(say("Correo"), lambda one: one.email),
	(say("Papeles"), lambda one: ", ".join(str(ROLE_NAMES[role]) for role in one.roles)),
	(say("Estado"), lambda one: STATES[one.state]),
	(say("Segundo factor"), lambda one: one.has_second_factor),
	(say("Sesiones abiertas"), lambda one: one.sessions),
	(say("Último uso"), lambda one: one.last_used_at),
	(say("Creada"), lambda one: one.created_at),
)
