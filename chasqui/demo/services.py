"""The services that customers use, counted by how many and by which."""

from dataclasses import dataclass

from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers.reports import (
	CustomerLine,
	CustomerReportQuery,
	CustomersBy,
	report_customers,
)
from chasqui.demo.checks import Check
from chasqui.demo.suite_client import Person


@dataclass(frozen=True)
class ServiceSummary:
	listed: int
	"""Customers of the whole list."""
	by_count: list[CustomerLine]
	by_item: CustomerLine
	"""The total of the report by service."""


def read_services(head: Person) -> ServiceSummary:
	"""Return what the list and the report say of the same customers."""
	call = head.customers.call
	items = call(report_customers, query=CustomerReportQuery(by=CustomersBy.USES_ITEM))
	return ServiceSummary(
		listed=call(lists_api.find_facets, query=CustomerFilters()).total,
		by_count=call(report_customers, query=CustomerReportQuery()).lines,
		by_item=items.total,
	)


def check_services(found: ServiceSummary) -> list[Check]:
	"""Return what list and report must agree in."""
	return [
		Check(
			"clientes por número de servicios = de la lista",
			sum(one.customers for one in found.by_count),
			found.listed,
		),
		Check(
			"servicios en uso: por número = por servicio",
			sum(one.services for one in found.by_count),
			found.by_item.services,
		),
	]
