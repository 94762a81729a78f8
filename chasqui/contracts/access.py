"""Who may do what: the permissions, the roles of the staff that have them, the services' scopes.

Views, pages and menus ask for permissions; only the table here knows which role has which.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from chasqui.kernel.texts.text import Text, say


class Role(StrEnum):
	"""Roles of the staff (K33)."""

	MARKETING_HEAD = "marketing_head"
	ADVISOR = "advisor"
	SUPERVISOR = "supervisor"
	"""Of advisors."""
	ACCOUNT_MANAGER = "account_manager"
	"""«Gestor comercial»: looks after customers."""
	ADMINISTRATOR = "administrator"


ROLE_NAMES: Mapping[Role, Text] = {
	Role.MARKETING_HEAD: say("Jefatura de marketing"),
	Role.ADVISOR: say("Asesoría de ventas"),
	Role.SUPERVISOR: say("Supervisión de asesores"),
	Role.ACCOUNT_MANAGER: say("Gestión comercial"),
	Role.ADMINISTRATOR: say("Administración"),
}
"""What the roles are called, on pages and in files."""


class Permission(StrEnum):
	"""What somebody of the staff may do."""

	ACCOUNT_OWN = "account:own"
	"""Look after the own sign-in and second factor."""
	ADVISORS_WATCH = "advisors:watch"
	"""See who is on what and since when, and say what a day should come to."""
	AUDIENCES_READ = "audiences:read"
	"""See by name who is in an audience."""
	AUDIT_READ = "audit:read"
	CALLS_ASSIGN = "calls:assign"
	CALLS_HAND_OVER = "calls:hand-over"
	CALLS_MAKE = "calls:make"
	CALLS_REVIEW = "calls:review"
	"""See the calls and callbacks of every advisor, not one's own alone."""
	CAMPAIGNS_APPROVE = "campaigns:approve"
	"""Agree to the pre-flight of a campaign that somebody else looks after."""
	CAMPAIGNS_READ = "campaigns:read"
	CAMPAIGNS_WRITE = "campaigns:write"
	CATALOGUE_OFFER = "catalogue:offer"
	"""See what is on sale, with its sales sheet."""
	CATALOGUE_READ = "catalogue:read"
	CATALOGUE_WRITE = "catalogue:write"
	CONVERSATIONS_MANAGE = "conversations:manage"
	"""See every exchange of mails, give them to whom they concern, keep the canned answers."""
	CONVERSATIONS_WRITE = "conversations:write"
	"""Write mails to customers one by one: those in one's charge, if one sees no others."""
	COSTS_MANAGE = "costs:manage"
	"""Say what the activity of campaigns costs."""
	COSTS_READ = "costs:read"
	"""See what campaigns have cost and brought."""
	CUSTOMERS_EXPORT = "customers:export"
	CUSTOMERS_READ = "customers:read"
	"""See every customer; the identification as `masking.sees_identity` says."""
	CUSTOMERS_READ_OWN = "customers:read-own"
	"""See the customers in one's charge."""
	CUSTOMERS_WRITE = "customers:write"
	DESIGNS_READ = "designs:read"
	DESIGNS_WRITE = "designs:write"
	EQUIPMENT_READ = "equipment:read"
	"""See the equipment of every customer."""
	EQUIPMENT_REQUEST = "equipment:request"
	"""See the equipment of the customers in one's charge, and ask for what it needs."""
	EQUIPMENT_WRITE = "equipment:write"
	"""Write down equipment and its readings, and look after what was asked for."""
	EVENTS_MANAGE = "events:manage"
	FIELDS_MANAGE = "fields:manage"
	HOURS_MANAGE = "hours:manage"
	"""Say when customers may be called, how often, and what days are holidays."""
	IMPORTS_READ = "imports:read"
	IMPORTS_RUN = "imports:run"
	MAIL_SET_UP = "mail:set-up"
	"""See what the company's domain has to say of its mails."""
	QUALITY_MANAGE = "quality:manage"
	RESULTS_MANAGE = "results:manage"
	"""Say what own results a call may have."""
	RIGHTS_MANAGE = "rights:manage"
	"""Serve persons who ask about their data: requests, the file of what is held, erasures."""
	RISK_LOOK_UP = "risk:look-up"
	RISK_READ_SCORES = "risk:read-scores"
	"""See scores, and what others have looked up."""
	RISK_REVIEW = "risk:review"
	RISK_REVIEW_CAMPAIGN = "risk:review-campaign"
	RUNS_READ = "runs:read"
	RUNS_WRITE = "runs:write"
	SALES_NOTE = "sales:note"
	"""Write down what somebody orders, and see one's own sales."""
	SALES_READ = "sales:read"
	"""See every sale."""
	SALES_SET_UP = "sales:set-up"
	"""Say what series of numbers there are, and what rates of tax."""
	SALES_WRITE = "sales:write"
	"""Invoice, note payments, void and take back."""
	SECURITY_READ = "security:read"
	SEGMENTS_COUNT = "segments:count"
	STAFF_MANAGE = "staff:manage"
	STAFF_READ = "staff:read"
	VIEWS_MANAGE = "views:manage"
	"""Change and delete what others have saved as a view of the list."""


# What everybody of the staff may do.
_STAFF = {Permission.ACCOUNT_OWN, Permission.CATALOGUE_OFFER, Permission.RISK_LOOK_UP}
# What both who leads and who administers see.
_OVERVIEW = {
	Permission.CALLS_HAND_OVER,
	Permission.CALLS_REVIEW,
	Permission.CAMPAIGNS_APPROVE,
	Permission.CAMPAIGNS_READ,
	Permission.CATALOGUE_READ,
	Permission.CONVERSATIONS_MANAGE,
	Permission.CONVERSATIONS_WRITE,
	Permission.COSTS_MANAGE,
	Permission.COSTS_READ,
	Permission.CUSTOMERS_EXPORT,
	Permission.CUSTOMERS_READ,
	Permission.DESIGNS_READ,
	Permission.EQUIPMENT_READ,
	Permission.IMPORTS_READ,
	Permission.RISK_READ_SCORES,
	Permission.RISK_REVIEW,
	Permission.RUNS_READ,
	Permission.SALES_READ,
	Permission.STAFF_READ,
}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
	Role.ADVISOR: frozenset(
		_STAFF
		| {
			Permission.CALLS_MAKE,
			Permission.CONVERSATIONS_WRITE,
			Permission.CUSTOMERS_READ_OWN,
			Permission.EQUIPMENT_REQUEST,
			Permission.SALES_NOTE,
		}
	),
	Role.SUPERVISOR: frozenset(
		_STAFF
		| {
			Permission.ADVISORS_WATCH,
			Permission.AUDIENCES_READ,
			Permission.CALLS_ASSIGN,
			Permission.CALLS_HAND_OVER,
			Permission.CALLS_REVIEW,
			Permission.CAMPAIGNS_READ,
			Permission.CATALOGUE_READ,
			Permission.CONVERSATIONS_MANAGE,
			Permission.CONVERSATIONS_WRITE,
			Permission.CUSTOMERS_READ,
			Permission.DESIGNS_READ,
			Permission.EQUIPMENT_READ,
			Permission.RISK_READ_SCORES,
			Permission.RISK_REVIEW,
			Permission.RUNS_READ,
			Permission.SALES_READ,
			Permission.STAFF_READ,
		}
	),
	Role.ACCOUNT_MANAGER: frozenset(
		_STAFF
		| {
			Permission.CATALOGUE_READ,
			Permission.CONVERSATIONS_WRITE,
			Permission.CUSTOMERS_EXPORT,
			Permission.CUSTOMERS_READ,
			Permission.CUSTOMERS_WRITE,
			Permission.EQUIPMENT_READ,
			Permission.EQUIPMENT_REQUEST,
			Permission.EQUIPMENT_WRITE,
			Permission.SALES_NOTE,
			Permission.SALES_READ,
			Permission.SALES_WRITE,
			Permission.STAFF_READ,
		}
	),
	Role.MARKETING_HEAD: frozenset(
		_STAFF
		| _OVERVIEW
		| {
			Permission.ADVISORS_WATCH,
			Permission.AUDIENCES_READ,
			Permission.CALLS_ASSIGN,
			Permission.CAMPAIGNS_WRITE,
			Permission.DESIGNS_WRITE,
			Permission.HOURS_MANAGE,
			Permission.MAIL_SET_UP,
			Permission.RISK_REVIEW_CAMPAIGN,
			Permission.RUNS_WRITE,
			Permission.SEGMENTS_COUNT,
		}
	),
	Role.ADMINISTRATOR: frozenset(
		_STAFF
		| _OVERVIEW
		| {
			Permission.AUDIT_READ,
			Permission.CATALOGUE_WRITE,
			Permission.CUSTOMERS_WRITE,
			Permission.EQUIPMENT_REQUEST,
			Permission.EQUIPMENT_WRITE,
			Permission.EVENTS_MANAGE,
			Permission.FIELDS_MANAGE,
			Permission.HOURS_MANAGE,
			Permission.IMPORTS_RUN,
			Permission.MAIL_SET_UP,
			Permission.QUALITY_MANAGE,
			Permission.RESULTS_MANAGE,
			Permission.RIGHTS_MANAGE,
			Permission.SALES_NOTE,
			Permission.SALES_SET_UP,
			Permission.SALES_WRITE,
			Permission.SECURITY_READ,
			Permission.STAFF_MANAGE,
			Permission.VIEWS_MANAGE,
		}
	),
}


def list_permissions(roles: Iterable[str]) -> frozenset[Permission]:
	"""Return what somebody with these roles may do; a role of a newer release gives nothing."""
	known = (ROLE_PERMISSIONS[Role(role)] for role in roles if role in set(Role))
	return frozenset[Permission]().union(*known)


class Scope(StrEnum):
	"""What one service may ask of another with a token of its own."""

	SEGMENTS_COUNT = "segments:count"
	SEGMENTS_STREAM = "segments:stream"
	RECIPIENTS_STREAM = "recipients:stream"
	EVENTS_READ = "events:read"
	RUNS_WRITE = "runs:write"
	UNSUBSCRIBE = "unsubscribe"
	MAIL_PICTURES = "mail-pictures:read"
	CAMPAIGNS_READ = "campaigns:read"
	ADVISORS_READ = "advisors:read"
	SIGN_IN_RELAY = "sign-in:relay"
	NOTICES_SEND = "notices:send"
	PEOPLE_REACH = "people:reach"
	"""Ask by which address a customer is written to, and whose an address is."""


class Service(StrEnum):
	"""Names of the services: token audiences, queues and databases carry them."""

	CUSTOMERS = "customers"
	CAMPAIGNS = "campaigns"
	MAILER = "mailer"
	RISK_SOAP = "risk_soap"
	PORTAL = "portal"


# How a service is called where one of its siblings has to name it to people.
SPOKEN_NAMES: dict[Service, Text] = {
	Service.CUSTOMERS: say("El servicio de clientes"),
	Service.CAMPAIGNS: say("El servicio de campañas"),
	Service.MAILER: say("El servicio de correo"),
	Service.RISK_SOAP: say("La central de riesgos"),
	Service.PORTAL: say("El portal"),
}

# What each service may ask of the others. The token endpoint grants no more than this.
SERVICE_SCOPES: dict[Service, frozenset[Scope]] = {
	Service.CUSTOMERS: frozenset({Scope.EVENTS_READ, Scope.ADVISORS_READ, Scope.NOTICES_SEND}),
	Service.CAMPAIGNS: frozenset(
		{
			Scope.SEGMENTS_COUNT,
			Scope.SEGMENTS_STREAM,
			Scope.EVENTS_READ,
			Scope.RUNS_WRITE,
			Scope.ADVISORS_READ,
			Scope.NOTICES_SEND,
		}
	),
	Service.MAILER: frozenset(
		{
			Scope.RECIPIENTS_STREAM,
			Scope.EVENTS_READ,
			Scope.CAMPAIGNS_READ,
			Scope.ADVISORS_READ,
			Scope.PEOPLE_REACH,
		}
	),
	Service.PORTAL: frozenset({Scope.UNSUBSCRIBE, Scope.MAIL_PICTURES, Scope.SIGN_IN_RELAY}),
}
