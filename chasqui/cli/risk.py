"""The risk service's own commands, under the suite's: `chasqui risk-load`, …"""

from risk_soap.app.access import main as risk_access
from risk_soap.app.consumer import main as risk_consumer
from risk_soap.app.forget import main as risk_forget
from risk_soap.app.load import main as risk_load
from risk_soap.app.tables import main as risk_tables

risk_access.name = "risk-access"
risk_consumer.name = "risk-consumer"
risk_forget.name = "risk-forget"
risk_load.name = "risk-load"
risk_tables.name = "risk-tables"

COMMANDS = (risk_access, risk_consumer, risk_forget, risk_load, risk_tables)
