"""What the maps of campaigns can show: one line for each."""

from flask_babel import lazy_gettext as _

from portal.shell.labels.formats import format_number
from portal.shell.labels.map_metrics import (
	MapMetric,
	cases_of,
	count_of,
	rate_of,
	rate_of_people,
	write_money,
	write_percent,
	write_rate,
)

OF_MEMBERS = cases_of("members")
CAMPAIGNS = MapMetric(
	"campaigns",
	_("Campañas"),
	_("Campañas con algún cliente de la provincia."),
	count_of("campaigns"),
	format_number,
	("campaigns", "members"),
)
PEOPLE = (
	MapMetric(
		"members",
		_("Clientes"),
		_("Clientes en las audiencias por cada 10.000 habitantes (censo de 2022)."),
		rate_of_people("members"),
		write_rate,
		("members", "campaigns"),
		_("Por 10.000 hab."),
	),
	MapMetric(
		"mails",
		_("Correos aceptados"),
		_("Correos que aceptó un servidor por cada 100 clientes."),
		rate_of("mails", "members"),
		write_rate,
		("mails", "members"),
		_("Correos por 100"),
		OF_MEMBERS,
	),
	MapMetric(
		"contacted",
		_("Contactados"),
		_("Clientes que contestaron una llamada, de cada 100."),
		rate_of("contacted", "members"),
		write_percent,
		("contacted", "members"),
		_("% contactados"),
		OF_MEMBERS,
	),
	MapMetric(
		"sold",
		_("Ventas"),
		_("Clientes que compraron, de cada 100."),
		rate_of("sold", "members"),
		write_percent,
		("sold", "contacted", "members"),
		_("% que compró"),
		OF_MEMBERS,
	),
)
MONEY = (
	MapMetric(
		"result",
		_("Resultado"),
		_("Lo vendido en la provincia menos lo que se gastó en ella."),
		lambda line: line.result,
		write_money,
		("result", "revenue", "spent"),
	),
	MapMetric(
		"contact_cost",
		_("Costo por contacto"),
		_("Lo gastado en la provincia por cada cliente que contestó."),
		rate_of("spent", "contacted", times=1),
		write_money,
		("spent", "contacted"),
		_("Por contacto"),
		cases_of("contacted"),
	),
	MapMetric(
		"sale_cost",
		_("Costo por venta"),
		_("Lo gastado en la provincia por cada cliente que compró."),
		rate_of("spent", "sold", times=1),
		write_money,
		("spent", "sold"),
		_("Por venta"),
		cases_of("sold"),
	),
)
METRICS = (CAMPAIGNS, *PEOPLE, *MONEY)
