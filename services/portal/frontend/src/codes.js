// Recovery codes are shown once: buttons to copy and to print them, where the browser can.
export function watchCodes() {
	for (const button of document.querySelectorAll("[data-copy]")) {
		button.hidden = !navigator.clipboard;
		button.addEventListener("click", () => copyCodes(button));
	}
	for (const button of document.querySelectorAll("[data-print]")) {
		button.hidden = false;
		button.addEventListener("click", () => window.print());
	}
}

async function copyCodes(button) {
	const codes = document.querySelectorAll(`#${button.dataset.copy} code`);
	await navigator.clipboard.writeText([...codes].map((code) => code.textContent).join("\n"));
	button.querySelector("[aria-live]").textContent = button.dataset.done;
}
