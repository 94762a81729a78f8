"""What the fields of a campaign are called."""

from typing import Any

from flask_babel import lazy_gettext as _

from portal.campaigns.labels.criteria import NAMES as CRITERIA_NAMES

FIELD_NAMES: dict[str, Any] = {
	"name": _("Nombre"),
	"objective": _("Objetivo"),
	"criteria": _("Criterios"),
	**CRITERIA_NAMES,
	"segment_id": _("Segmento"),
	"design_id": _("Diseño"),
	"subject": _("Asunto"),
	"starts_on": _("Empieza"),
	"ends_on": _("Termina"),
	"monthly_mailing": _("Envío mensual"),
	"monthly_day": _("Día del mes"),
	"monthly_hour": _("Hora"),
	"budget": _("Presupuesto"),
	"fixed_costs": _("Costos fijos"),
	"budget_watch": _("Tope del presupuesto"),
	"priority": _("Prioridad"),
	"sale_value": _("Lo que vale una venta"),
	"repeated": _("Quienes están en otras campañas"),
	"contacted_days": _("Contactados en los últimos días"),
	"exclude_high_risk": _("Con riesgo alto"),
	"holdout_percent": _("Grupo de control"),
	"call_hours": _("Horario de llamadas"),
	"call_rules": _("Reglas de llamada"),
	"risk_rules": _("Reglas de riesgo"),
	"preflight_approved": _("Revisión previa aprobada"),
	"contact_pressure": _("Límites de contacto"),
	"call_script": _("Guion de la llamada"),
	"information_design": _("Información para mandar"),
}
