"""What the portal is made of, from the lowest feature to the highest."""

from chasqui.kernel.features import Features

FEATURES = Features(
	"portal",
	"shell",
	"accounts",
	"catalogue",
	"mailing",
	"campaigns",
	"segments",
	"overlaps",
	"runs",
	"risk",
	"hours",
	"rules",
	"risk_rules",
	"pressure",
	"scripts",
	"results",
	"finance",
	"desk",
	"work",
	"supervision",
	"profile",
	"customers",
	"imports",
	"quality",
	"rights",
	"jobs",
	"stuck",
	"home",
)
