"""What is counted; no label holds anything that who asks can choose."""

from prometheus_client import Counter, Histogram

# A store on the same network answers within milliseconds; a batch takes tens of them.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
SECONDS = Histogram(
	"chasqui_risk_request_seconds",
	"SOAP requests that were answered, by operation",
	["operation"],
	buckets=BUCKETS,
)
RESULTS = Counter(
	"chasqui_risk_results_total",
	"People looked up, by operation and status",
	["operation", "status"],
)
FAULTS = Counter("chasqui_risk_faults_total", "Faults, by version and code", ["version", "code"])
STORE_ERRORS = Counter("chasqui_risk_store_errors_total", "Times that a store did not answer")
