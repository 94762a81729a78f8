"""What roles of people and parts of the suite are called."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import ROLE_NAMES, Role, Service
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

# A role without one is known by its name alone.
TONES = {
	Role.MARKETING_HEAD: "primary",
	Role.ADVISOR: "plum",
	Role.SUPERVISOR: "warn",
	Role.ACCOUNT_MANAGER: "ok",
	Role.ADMINISTRATOR: "info",
}
PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	*((role, Label(name, TONES.get(role, "plain"))) for role, name in ROLE_NAMES.items()),
	(Service.CUSTOMERS, Label(_("Clientes"), icon="users")),
	(Service.CAMPAIGNS, Label(_("Campañas y llamadas"), icon="speakerphone")),
	(Service.MAILER, Label(_("Correo"), icon="mail")),
	(Service.RISK_SOAP, Label(_("Central de riesgos"), icon="shield-half")),
	(Service.PORTAL, Label(_("Portal"), icon="home")),
)
WORDS = Words(PAIRS)
