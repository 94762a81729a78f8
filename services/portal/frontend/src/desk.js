// The advisor's desk by keyboard: 1–9 and 0 choose a result, R asks the risk, Ctrl+Enter saves,
// «?» helps.
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
	document.querySelector("[data-desk-help]")?.addEventListener("click", openHelp);
	watchClock(desk);
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

function watchClock(desk) {
	const place = desk.querySelector("[data-until]");
	if (!place) return;
	const end = Date.parse(place.dataset.until);
	const tick = () => {
		const left = Math.max(0, Math.round((end - Date.now()) / 1000));
		const minutes = String(Math.floor(left / 60)).padStart(2, "0");
		place.textContent = `${minutes}:${String(left % 60).padStart(2, "0")}`;
		if (!left) clearInterval(timer);
	};
	const timer = setInterval(tick, 1000);
	tick();
}
