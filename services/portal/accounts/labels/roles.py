"""What roles of people and parts of the suite are called."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Role, Service
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(Role.MARKETING_HEAD, Label(_("Jefatura de marketing"), "primary")),
	(Role.ADVISOR, Label(_("Asesoría de ventas"), "plum")),
	(Role.SUPERVISOR, Label(_("Supervisión de asesores"), "warn")),
	(Role.ACCOUNT_MANAGER, Label(_("Gestión comercial"), "ok")),
	(Role.ADMINISTRATOR, Label(_("Administración"), "info")),
	(Service.CUSTOMERS, Label(_("Clientes"), icon="users")),
	(Service.CAMPAIGNS, Label(_("Campañas y llamadas"), icon="speakerphone")),
	(Service.MAILER, Label(_("Correo"), icon="mail")),
	(Service.RISK_SOAP, Label(_("Central de riesgos"), icon="shield-half")),
	(Service.PORTAL, Label(_("Portal"), icon="home")),
)
WORDS = Words(PAIRS)
