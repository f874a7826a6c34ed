// What the pages gain from scripts: the currency applies at once, and tools of OpenTelemetry's demo find the session where they expect it.

document.addEventListener("change", event => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

function refresh() {
  const session = document.querySelector("[data-cy=session-id]");
  if (session) localStorage.setItem("session", JSON.stringify({ userId: session.textContent, currencyCode: session.dataset.currency }));
  document.documentElement.dataset.ready = "";
}

let path = location.pathname;
globalThis.Blazor?.addEventListener("enhancedload", () => {
  refresh();
  // A new page starts at its content, as it does without enhanced navigation.
  if (path !== location.pathname) document.getElementById("main").focus({ preventScroll: true });
  path = location.pathname;
});
refresh();
