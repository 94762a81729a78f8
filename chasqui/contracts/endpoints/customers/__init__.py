"""What customers answers to, feature by feature."""

from chasqui.contracts.access import Service
from chasqui.contracts.endpoint import Api

API = Api(Service.CUSTOMERS)
