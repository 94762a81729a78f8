"""«Qué ofrece la empresa»: by type, state and band of price (M21, C10)."""

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.kernel.security.access import grant
from portal.catalogue.charts import build_band_chart
from portal.catalogue.labels import BANDS
from portal.catalogue.lists.items import build_report
from portal.shell.pages.parts import load_part
from portal.siblings import ask

blueprint = Blueprint("catalogue_report", __name__, url_prefix="/catalogo/informe")


@blueprint.get("/")
@grant(Permission.CATALOGUE_READ)
def show() -> ResponseReturnValue:
	"""Show what is offered, as figures and as a chart."""
	report = load_part(lambda: ask(catalogue_api.report_items))
	lines = report.value.lines if report.value else []
	return render_template(
		"catalogue/report.html", report=report, table=build_report(lines), bands=BANDS
	)


@blueprint.get("/precios.json")
@grant(Permission.CATALOGUE_READ)
def show_bands() -> ResponseReturnValue:
	"""Return the chart's figures."""
	return jsonify(build_band_chart(ask(catalogue_api.report_items)))
