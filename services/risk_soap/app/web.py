"""The WSGI app, which `risk_soap.app.server` serves."""

from typing import Any

from chasqui.contracts.access import Service
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.web.http_edge import HttpGuard
from risk_soap.app.gateway import BoundedPing, Pages
from risk_soap.config import RiskConfig
from risk_soap.soap.caller import build_callers
from risk_soap.soap.contract import keep_soap_11, render_wsdl
from risk_soap.soap.guard import SoapGuard
from risk_soap.wiring import Wiring


def create_app(config: RiskConfig | None = None) -> Any:
	"""Return the web app of risk_soap."""
	config = config or RiskConfig()
	set_up_logging(Service.RISK_SOAP, config.log_level)
	wiring = Wiring(config)
	guard = SoapGuard(build_callers(wiring), wiring.access_policy)
	wsdl = render_wsdl(config.risk_public_url or config.risk_url)
	wsdls = {"wsdl": wsdl, "wsdl=1.1": keep_soap_11(wsdl)}
	pages = Pages(guard, wsdls=wsdls, is_ready=BoundedPing(wiring.store.ping))
	return HttpGuard(pages, config.hosts, takes_addresses=True)
