"""What an entry of the audit says that was done: the verb is that of what it was done to."""

from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.audit import AuditAction, AuditEntry
from portal.profile.labels.person import describe_detail
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code

# By the action and what it was done to; other entries are called by their action alone.
_HOLDINGS = Label(_("Pidió el expediente"), "plum", "file-text")
DEEDS: dict[tuple[AuditAction, str], Label] = {
	(AuditAction.SEEN, "profile"): Label(_("Vio el perfil"), "plain", "eye"),
	(AuditAction.SEEN, "activity"): Label(_("Vio sus campañas y llamadas"), "plain", "eye"),
	(AuditAction.SEEN, "risk_decision"): Label(
		_("Decidió llamar pese al riesgo alto"), "warn", "shield-x"
	),
	(AuditAction.SEEN, "call_correction"): Label(
		_("Corrigió el resultado de una llamada"), "warn", "edit"
	),
	(AuditAction.SEEN, "mails"): Label(_("Vio sus correos"), "plain", "eye"),
	(AuditAction.SEEN, "holdings"): _HOLDINGS,
	(AuditAction.EXPORTED, "holdings"): _HOLDINGS,
	(AuditAction.EXPORTED, "risk_holdings"): Label(
		_("Pidió el expediente de la central de riesgos"), "plum", "file-text"
	),
	(AuditAction.EXPORTED, "audit"): Label(_("Sacó la auditoría"), "plum", "download"),
	(AuditAction.EXPORTED, "catalogue"): Label(_("Exportó el catálogo"), "plum", "download"),
	(AuditAction.EXPORTED, "promotions"): Label(_("Exportó las promociones"), "plum", "download"),
	(AuditAction.EXPORTED, "list"): Label(_("Exportó una lista"), "plum", "download"),
	(AuditAction.CHANGED, "catalogue"): Label(_("Cambió el catálogo"), "info", "edit"),
	(AuditAction.CHANGED, "promotions"): Label(_("Cambió una promoción"), "info", "edit"),
}
# What only programs need: it says nothing to people.
SILENT_DETAILS = frozenset({"event"})


def name_deed(entry: AuditEntry) -> Label:
	"""Return what was done, in one verb."""
	return DEEDS.get(find_deed(entry)) or name_code(entry.action)


def describe_details(entry: AuditEntry) -> str:
	"""Return what an entry says besides its verb."""
	said = {"what"} if find_deed(entry) in DEEDS else set()
	details: dict[str, Any] = {
		name: value for name, value in entry.details.items() if name not in SILENT_DETAILS | said
	}
	return "; ".join(map(describe_detail, details.keys(), details.values()))


def find_deed(entry: AuditEntry) -> tuple[AuditAction, str]:
	"""Return the action and what it was done to."""
	return entry.action, str(entry.details.get("what", ""))
