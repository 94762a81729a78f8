import htmx from "htmx.org";

// Links with data-dialog open their page's confirmation in a <dialog>; without this file they
// simply lead to that page.
export function watchDialogs() {
	const dialog = document.querySelector("#dialog");
	if (!dialog) return;
	document.addEventListener("click", async (event) => {
		const link = event.target.closest("a[data-dialog]");
		if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
			event.preventDefault();
			await openDialog(dialog, link);
		}
		if (event.target.closest("[data-dialog-close]") && dialog.open) {
			event.preventDefault();
			dialog.close();
		}
	});
	dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

async function openDialog(dialog, link) {
	const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
	const body = dialog.querySelector(".dialog-body");
	const text = await answer.text();
	if (answer.status === 401) {
		document.dispatchEvent(new CustomEvent("session-over"));
		return;
	}
	if (answer.redirected || !answer.ok) {
		window.location.assign(link.href);
		return;
	}
	body.innerHTML = text;
	htmx.process(body);
	dialog.showModal();
}

