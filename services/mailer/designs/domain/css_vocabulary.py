"""The at-rules, properties and functions of CSS that a mail may use: what is not here is refused.

Properties are those of the CSS snapshot (W3C, CSS Snapshot 2023) that paint or place a box, and the
ones that mail clients read as their own. None of them loads or runs anything by itself; `behavior`,
`-moz-binding` and the like are left out, and a legacy `filter` falls by its value.
"""


def _list(names: str) -> frozenset[str]:
	return frozenset(names.split())


# At-rules that hold rules, and at-rules that hold declarations.
GROUP_RULES = _list("media supports keyframes -webkit-keyframes -moz-keyframes")
CONDITION_RULES = _list("media supports")
DECLARATION_RULES = _list("viewport -ms-viewport page")
SILENT_RULES = _list("charset")  # it says nothing that a text already decoded needs
LOADING_RULES = _list("import font-face namespace font-palette-values")
LOADING_FUNCTIONS = _list(
	"url src image image-set -webkit-image-set cross-fade -webkit-cross-fade element"
	" -moz-element paint"
)
VALUE_FUNCTIONS = _list(
	"rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp"
	" var env linear-gradient radial-gradient conic-gradient repeating-linear-gradient"
	" repeating-radial-gradient repeating-conic-gradient -webkit-linear-gradient"
	" -webkit-radial-gradient -moz-linear-gradient -o-linear-gradient -webkit-gradient from to"
	" color-stop translate translatex translatey translatez translate3d rotate rotatex rotatey"
	" rotatez rotate3d scale scalex scaley scale3d skew skewx skewy matrix matrix3d"
	" perspective cubic-bezier steps blur brightness contrast drop-shadow grayscale hue-rotate"
	" invert opacity saturate sepia inset circle ellipse polygon rect fit-content minmax"
	" repeat counter counters"
)
SELECTOR_FUNCTIONS = _list(
	"not is where has any -webkit-any -moz-any lang dir nth-child nth-last-child nth-of-type"
	" nth-last-of-type"
)
# States of an element and parts of it: no `style` attribute can say them.
STATE_SELECTORS = _list(
	"hover active focus focus-visible focus-within visited target checked before after"
	" first-line first-letter selection placeholder marker"
)
PICTURE_PROPERTIES = _list("background background-image")
PROPERTY_PREFIXES = ("mso-", "v-", "--")
"""Word's and VML's own, which place tables and letters in Outlook, and a design's variables."""

_BOX = _list(
	"width height min-width min-height max-width max-height inline-size block-size"
	" min-inline-size max-inline-size min-block-size max-block-size margin margin-top"
	" margin-right margin-bottom margin-left margin-inline margin-inline-start"
	" margin-inline-end margin-block margin-block-start margin-block-end padding padding-top"
	" padding-right padding-bottom padding-left padding-inline padding-inline-start"
	" padding-inline-end padding-block padding-block-start padding-block-end box-sizing"
	" -webkit-box-sizing -moz-box-sizing aspect-ratio overflow overflow-x overflow-y"
	" overflow-wrap object-fit object-position zoom resize"
)
_BORDER = _list(
	"border border-top border-right border-bottom border-left border-width border-style"
	" border-color border-top-width border-top-style border-top-color border-right-width"
	" border-right-style border-right-color border-bottom-width border-bottom-style"
	" border-bottom-color border-left-width border-left-style border-left-color border-inline"
	" border-block border-inline-start border-inline-end border-block-start border-block-end"
	" border-radius border-top-left-radius border-top-right-radius border-bottom-left-radius"
	" border-bottom-right-radius -webkit-border-radius -moz-border-radius border-collapse"
	" border-spacing border-image outline outline-width outline-style outline-color"
	" outline-offset box-shadow -webkit-box-shadow -moz-box-shadow"
)
_PLACE = _list(
	"display position top right bottom left inset float clear z-index visibility"
	" vertical-align transform transform-origin transform-style -webkit-transform"
	" -ms-transform -moz-transform translate rotate scale flex flex-basis flex-direction"
	" flex-flow flex-grow flex-shrink flex-wrap -webkit-flex -ms-flex -webkit-box-flex order"
	" align-content align-items align-self justify-content justify-items justify-self"
	" place-content place-items place-self gap row-gap column-gap grid grid-area"
	" grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-end"
	" grid-column-gap grid-column-start grid-gap grid-row grid-row-end grid-row-gap"
	" grid-row-start grid-template grid-template-areas grid-template-columns"
	" grid-template-rows columns column-count column-fill column-rule column-rule-color"
	" column-rule-style column-rule-width column-span column-width table-layout caption-side"
	" empty-cells clip clip-path contain isolation"
)
_TEXT = _list(
	"color font font-family font-size font-size-adjust font-stretch font-style font-variant"
	" font-variant-caps font-variant-ligatures font-variant-numeric font-weight"
	" font-feature-settings font-kerning font-optical-sizing font-synthesis"
	" font-variation-settings line-height line-break letter-spacing word-spacing word-break"
	" word-wrap hyphens -webkit-hyphens -ms-hyphens -moz-hyphens text-align text-align-last"
	" text-decoration text-decoration-color text-decoration-line text-decoration-skip-ink"
	" text-decoration-style text-decoration-thickness text-underline-offset text-indent"
	" text-overflow text-rendering text-shadow text-transform text-size-adjust text-wrap"
	" text-justify -webkit-text-size-adjust -ms-text-size-adjust -moz-text-size-adjust"
	" -webkit-text-fill-color -webkit-text-stroke -webkit-text-stroke-color"
	" -webkit-text-stroke-width -webkit-font-smoothing -moz-osx-font-smoothing white-space"
	" tab-size direction unicode-bidi writing-mode quotes content counter-reset"
	" counter-increment list-style list-style-position list-style-type list-style-image"
	" orphans widows text-emphasis hanging-punctuation text-orientation"
)
_PAINT = _list(
	"background background-attachment background-blend-mode background-clip background-color"
	" background-image background-origin background-position background-position-x"
	" background-position-y background-repeat background-size -webkit-background-clip"
	" -webkit-background-size opacity filter -webkit-filter backdrop-filter mix-blend-mode"
	" color-scheme supported-color-schemes forced-color-adjust print-color-adjust"
	" -webkit-print-color-adjust accent-color fill stroke stroke-width cursor pointer-events"
	" user-select -webkit-user-select -moz-user-select -ms-user-select appearance"
	" -webkit-appearance -moz-appearance -webkit-tap-highlight-color -ms-interpolation-mode"
	" image-rendering interpolation-mode"
)
_MOTION = _list(
	"animation animation-delay animation-direction animation-duration animation-fill-mode"
	" animation-iteration-count animation-name animation-play-state animation-timing-function"
	" -webkit-animation -webkit-animation-name -webkit-animation-duration transition"
	" transition-delay transition-duration transition-property transition-timing-function"
	" -webkit-transition -moz-transition will-change scroll-behavior"
)
_PAGE = _list(
	"break-after break-before break-inside page-break-after page-break-before"
	" page-break-inside size user-zoom min-zoom max-zoom orientation all"
)
PROPERTIES = _BOX | _BORDER | _PLACE | _TEXT | _PAINT | _MOTION | _PAGE
