// Forms are sent and their answer shown in place: where the reader is on the page, and the live connection, stay.
import { parse, swapMain } from "./swap.js";
import { announce, say } from "../shell/status.js";

export function startForms() {
  document.addEventListener("submit", event => {
    const form = event.target;
    const method = event.submitter?.getAttribute("formmethod") ?? form.method;
    if (event.defaultPrevented || method !== "post" || form.dataset.nav === "off" || !document.querySelector(".shell")) return;
    event.preventDefault();
    send(form, event.submitter);
  });
}

async function send(form, submitter) {
  const group = submitter?.closest("[role=group]");
  group?.setAttribute("aria-busy", "true");
  try {
    const address = submitter?.getAttribute("formaction") ?? form.action;
    const response = await fetch(address, { method: "POST", headers: { Accept: "text/html" }, body: new URLSearchParams(new FormData(form, submitter)) });
    const page = parse(await response.text());
    // The login; or the daemon was started anew, and does not know the masks of the one before.
    if (new URL(response.url).pathname === "/feature/login") return location.assign(response.url);
    if (!page.querySelector(".shell")) return location.reload();
    if (response.redirected && response.url !== location.href) history.pushState(null, "", response.url);
    swapMain(page);
    announce(document.querySelector("main [role=alert], main [role=status]")?.textContent.trim() ?? "");
  } catch {
    say("Not sent: the daemon does not answer", true);
  } finally {
    group?.removeAttribute("aria-busy");
  }
}

addEventListener("popstate", () => location.reload());
