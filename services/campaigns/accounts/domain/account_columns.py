"""The columns of an export of accounts: titles in Spanish, and values."""

from collections.abc import Callable

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.accounts import Account, AccountState
from chasqui.kernel.sheets.cells import Cell
from chasqui.kernel.texts.text import Text, say

ROLES = {
	Role.MARKETING_HEAD: say("jefatura de marketing"),
	Role.ADVISOR: say("asesoría de ventas"),
	Role.SUPERVISOR: say("supervisión de asesores"),
	Role.ACCOUNT_MANAGER: say("gestión comercial"),
	Role.ADMINISTRATOR: say("administración"),
}
STATES = {
	AccountState.ACTIVE: say("activa"),
	AccountState.INVITED: say("sin contraseña"),
	AccountState.DISABLED: say("desactivada"),
}
COLUMNS: tuple[tuple[Text, Callable[[Account], Cell]], ...] = (
	(say("Usuario"), lambda one: one.username),
	(say("Nombre"), lambda one: one.name),
	(say("Correo"), lambda one: one.email),
	(say("Papeles"), lambda one: ", ".join(str(ROLES[role]) for role in one.roles)),
	(say("Estado"), lambda one: STATES[one.state]),
	(say("Segundo factor"), lambda one: one.has_second_factor),
	(say("Sesiones abiertas"), lambda one: one.sessions),
	(say("Último uso"), lambda one: one.last_used_at),
	(say("Creada"), lambda one: one.created_at),
)
