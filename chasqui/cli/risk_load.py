"""`chasqui risk-load`: the risk service's own loader, under the suite's command."""

from risk_soap.app.load import main as risk_load

risk_load.name = "risk-load"

__all__ = ["risk_load"]
