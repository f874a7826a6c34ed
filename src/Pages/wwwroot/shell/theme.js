// Theme: system, light or dark. The cookie lets the server render it.

export function startTheme() {
  const button = document.getElementById("theme");
  button?.addEventListener("click", () => {
    const theme = next(document.documentElement.dataset.theme);
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    button.querySelector("span").textContent = `Theme: ${theme ?? "system"}`;
    document.cookie = `${button.dataset.cookie}=${theme ?? ""}; path=${button.dataset.path}; max-age=${theme ? 31_536_000 : 0}; samesite=strict`;
  });
}

// Start with the opposite of the system's theme, so that the first click has a visible effect.
function next(chosen) {
  const [system, other] = matchMedia("(prefers-color-scheme: dark)").matches ? ["dark", "light"] : ["light", "dark"];
  if (!chosen) return other;
  return chosen === other ? system : undefined;
}
