"""What an event of the feeds is called on a page."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.events import EventName
from portal.shell.labels.label import Label

LABELS: dict[str, Label] = {
	EventName.CONSENT_CHANGED: Label(_("Cambió un permiso"), "warn", "shield"),
	EventName.CONTACT_CHANGED: Label(_("Cambió un contacto"), "info", "phone"),
	EventName.CUSTOMERS_MERGED: Label(_("Se unieron dos registros"), "primary", "users"),
	EventName.CUSTOMERS_UNMERGED: Label(_("Se deshizo una unión"), "plain", "users"),
	EventName.WRONG_NUMBER: Label(_("Número equivocado"), "warn", "phone-x"),
	EventName.ERASURE_REQUESTED: Label(_("Se pidió un borrado"), "bad", "trash"),
	EventName.ERASURE_DONE: Label(_("Recibo de un borrado"), "ok", "circle-check"),
	EventName.PHASE_CHANGED: Label(_("Cambió la fase de una campaña"), "info", "speakerphone"),
	EventName.CONTACT_OBJECTED: Label(_("Alguien pidió que no lo contacten"), "bad", "ban"),
	EventName.RECIPIENT_UNSUBSCRIBED: Label(_("Alguien se dio de baja"), "bad", "mail-x"),
	EventName.CUSTOMER_SEEN: Label(_("Alguien vio a un cliente"), "plain", "eye"),
	EventName.HARD_BOUNCED: Label(_("Un correo rebotó"), "warn", "mail-x"),
}


def name_event(name: str) -> Label:
	"""Return the label of an event; one that a newer service told keeps its name."""
	return LABELS.get(name) or Label(name)
