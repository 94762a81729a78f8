"""Who may do what: the roles of the staff and the scopes of the services."""

from enum import StrEnum


class Role(StrEnum):
	"""Roles of the staff (K33)."""

	MARKETING_HEAD = "marketing_head"
	ADVISOR = "advisor"
	ADMINISTRATOR = "administrator"


class Scope(StrEnum):
	"""What one service may ask of another with a token of its own."""

	SEGMENTS_COUNT = "segments:count"
	SEGMENTS_STREAM = "segments:stream"
	RECIPIENTS_STREAM = "recipients:stream"
	EVENTS_READ = "events:read"
	RUNS_WRITE = "runs:write"
	UNSUBSCRIBE = "unsubscribe"
	CAMPAIGNS_READ = "campaigns:read"
	ADVISORS_READ = "advisors:read"
	SIGN_IN_RELAY = "sign-in:relay"


class Service(StrEnum):
	"""Names of the services: token audiences, queues and databases carry them."""

	CUSTOMERS = "customers"
	CAMPAIGNS = "campaigns"
	MAILER = "mailer"
	RISK_SOAP = "risk_soap"
	PORTAL = "portal"


# How a service is called where one of its siblings has to tell people about it.
SPOKEN_NAMES: dict[Service, str] = {
	Service.CUSTOMERS: "El servicio de clientes",
	Service.CAMPAIGNS: "El servicio de campañas",
	Service.MAILER: "El servicio de correo",
	Service.RISK_SOAP: "La central de riesgos",
	Service.PORTAL: "El portal",
}

# What each service may ask of the others. The token endpoint grants no more than this.
SERVICE_SCOPES: dict[Service, frozenset[Scope]] = {
	Service.CUSTOMERS: frozenset({Scope.EVENTS_READ, Scope.ADVISORS_READ}),
	Service.CAMPAIGNS: frozenset(
		{
			Scope.SEGMENTS_COUNT,
			Scope.SEGMENTS_STREAM,
			Scope.EVENTS_READ,
			Scope.RUNS_WRITE,
			Scope.ADVISORS_READ,
		}
	),
	Service.MAILER: frozenset(
		{Scope.RECIPIENTS_STREAM, Scope.EVENTS_READ, Scope.CAMPAIGNS_READ, Scope.ADVISORS_READ}
	),
	Service.PORTAL: frozenset({Scope.UNSUBSCRIBE, Scope.SIGN_IN_RELAY}),
}
