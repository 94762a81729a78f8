// The advisor's desk by keyboard: each result has its key, R asks the risk, I mails information,
// Ctrl+Enter saves, «?» helps.
// The single keys can be switched off (WCAG 2.1.4); the choice stays on this machine.
const SWITCH = "chasqui-desk-keys";

export function watchDesk() {
	const desk = document.querySelector("[data-desk]");
	if (!desk) return;
	const choice = document.querySelector("#desk-keys");
	if (choice) {
		choice.checked = localStorage.getItem(SWITCH) !== "off";
		choice.addEventListener("change", () =>
			localStorage.setItem(SWITCH, choice.checked ? "on" : "off"));
	}
	document.addEventListener("keydown", (event) => handleKey(event, desk, choice));
	document.addEventListener("click", (event) => {
		if (event.target.closest("[data-desk-help]")) openHelp();
	});
	watchOffers(desk);
	watchReasons(desk);
	watchDialling();
	watchSuggested(desk);
	watchClock(desk);
	guardTyped(desk);
}

function handleKey(event, desk, choice) {
	const form = desk.querySelector("#desk-form");
	if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
		event.preventDefault();
		form.requestSubmit();
		return;
	}
	if (!choice?.checked || event.ctrlKey || event.altKey || event.metaKey) return;
	if (isWriting(event.target) || document.querySelector("dialog[open]")) return;
	if (event.key === "?") openHelp();
	if (event.key.toLowerCase() === "r") desk.querySelector("[data-desk-risk]")?.click();
	if (event.key.toLowerCase() === "i") desk.querySelector("[data-desk-information]")?.click();
	const result = form?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
	if (result) {
		event.preventDefault();
		result.checked = true;
		result.focus();
		result.dispatchEvent(new Event("change", { bubbles: true }));
	}
}

function isWriting(target) {
	if (/^(TEXTAREA|SELECT)$/.test(target.tagName)) return true;
	return target.tagName === "INPUT" && !["radio", "checkbox"].includes(target.type);
}

function openHelp() {
	document.querySelector("#desk-help")?.showModal();
}

// Whoever chooses an item has its price of today, and may write another.
function watchOffers(desk) {
	const offers = desk.querySelector("[data-offers]");
	const price = desk.querySelector("[name='sale.unit_price']");
	if (!offers || !price) return;
	offers.addEventListener("change", () => {
		price.value = offers.selectedOptions[0]?.dataset.price ?? "";
	});
}

// Of the reasons, those of the chosen result are shown: of an own one, its kind's too.
function watchReasons(desk) {
	const place = desk.querySelector("[data-reasons]");
	if (!place) return;
	const select = place.querySelector("select");
	const show = () => {
		const chosen = desk.querySelector("[name=result]:checked")?.value ?? "";
		const fitting = [...select.querySelectorAll("optgroup")].filter((group) => {
			const fits = [chosen, chosen.split(".")[0]].includes(group.dataset.of);
			group.hidden = group.disabled = !fits;
			return fits;
		});
		place.hidden = !fitting.length;
		if (!fitting.some((group) => group.contains(select.selectedOptions[0]))) select.value = "";
	};
	desk.addEventListener("change", (event) => event.target.name === "result" && show());
	show();
}

// A number is dialled once the service has said that it may be; a refusal is shown instead.
function watchDialling() {
	document.addEventListener("htmx:afterRequest", (event) => {
		const link = event.detail.elt.closest?.("[data-desk-dial]");
		if (!link || event.detail.xhr.status !== 204) return;
		document.querySelector("#dial-refused")?.replaceChildren();
		window.location.href = link.href;
	});
}

// What the dialler reports is chosen, if the advisor has not chosen anything yet.
function watchSuggested(desk) {
	document.addEventListener("htmx:afterSettle", () => {
		const wanted = desk.querySelector("#dialled [data-suggested]")?.dataset.suggested;
		if (!wanted || desk.querySelector("[name=result]:checked")) return;
		const result = desk.querySelector(`[name=result][value="${CSS.escape(wanted)}"]`);
		if (!result) return;
		result.checked = true;
		result.dispatchEvent(new Event("change", { bubbles: true }));
	});
}

// The place of the clock is looked for anew: the server renews the hold and puts another there.
function watchClock(desk) {
	const tick = () => {
		const place = desk.querySelector("[data-until]");
		if (!place) return;
		const left = Math.max(0, Math.round((Date.parse(place.dataset.until) - Date.now()) / 1000));
		const minutes = String(Math.floor(left / 60)).padStart(2, "0");
		place.textContent = `${minutes}:${String(left % 60).padStart(2, "0")}`;
		if (!left) askAgain(place);
	};
	setInterval(tick, 1000);
	tick();
}

// A machine that slept finds its hold over: it is renewed at once, not at the next minute.
function askAgain(place) {
	if (place.dataset.asked) return;
	place.dataset.asked = "yes";
	place.dispatchEvent(new Event("hold-over", { bubbles: true }));
}

// What is typed is not lost by a link that was clicked too soon.
function guardTyped(desk) {
	const form = desk.querySelector("#desk-form");
	const note = form?.querySelector("#note");
	if (!note) return;
	window.addEventListener("beforeunload", (event) => {
		if (note.value.trim() && !form.dataset.sent) event.preventDefault();
	});
}
