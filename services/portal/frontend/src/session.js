// The session ended while a page stood open: say so, keep the page, and go on once somebody is in.
import { showNotice } from "./shell.js";

const OVER = 401;

export function watchSession() {
	const dialog = document.querySelector("#session-over");
	if (!dialog) return;
	document.addEventListener("htmx:afterRequest", (event) => {
		const { xhr, requestConfig } = event.detail;
		if (xhr?.status === OVER) tellOver(dialog, Boolean(requestConfig?.triggeringEvent?.isTrusted));
	});
	document.addEventListener("session-over", () => tellOver(dialog, true));
	dialog.addEventListener("click", (event) => {
		if (event.target.closest("[data-session-close]")) dialog.close();
		if (event.target.closest("[data-session-check]")) goOn(dialog, true);
	});
	window.addEventListener("focus", () => dialog.open && goOn(dialog, false));
}

// A poll tells it once; whoever closes the dialog is asked again by what they do, not by a clock.
async function tellOver(dialog, isAsked) {
	if (dialog.open || (dialog.dataset.told && !isAsked)) return;
	if (await goOn(dialog, false)) return;
	dialog.dataset.told = "yes";
	if (!dialog.open) dialog.showModal();
}

async function goOn(dialog, isAsked) {
	const answer = await fetch(dialog.dataset.check, { headers: { Accept: "application/json" } });
	const told = await answer.json();
	const now = answer.ok ? told : null;
	const isOther = now !== null && String(now.person) !== document.body.dataset.person;
	dialog.querySelector("[data-session-out]").hidden = now !== null || !isAsked;
	dialog.querySelector("[data-session-other]").hidden = !isOther;
	if (now === null || isOther) return false;
	renewTokens(now.csrf);
	delete dialog.dataset.told;
	dialog.close();
	showNotice(document.querySelector("#session-again"));
	return true;
}

function renewTokens(token) {
	for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
	document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRF-Token": token }));
	for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
}
