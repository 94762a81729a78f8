"""The WSGI app: ``gunicorn 'risk_soap.app.web:create_app()'``."""

from typing import Any

from chasqui.contracts.access import Service
from chasqui.kernel.log import set_up_logging
from risk_soap.config import RiskConfig
from risk_soap.soap.guard import SoapGuard
from risk_soap.soap.pages import Pages
from risk_soap.soap.service import build_application
from risk_soap.soap.spyne_import import WsgiApplication
from risk_soap.soap.wsdl import render_wsdl
from risk_soap.wiring import Wiring


def create_app(config: RiskConfig | None = None) -> Any:
	"""Return the web app of risk_soap."""
	config = config or RiskConfig()
	set_up_logging(Service.RISK_SOAP, config.log_level)
	wiring = Wiring(config)
	spyne = WsgiApplication(build_application(wiring.finder, wiring.store.ping))
	password = config.risk_password.get_secret_value()
	guard = SoapGuard(spyne, user=config.risk_user, password=password)
	return Pages(guard, wsdl=render_wsdl(config.risk_url), ping_store=wiring.store.ping)
