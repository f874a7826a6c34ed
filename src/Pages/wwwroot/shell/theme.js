// As the system has it, light or dark. The cookie lets the server render the right one.

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

// Away from what the system has, to the same by choice, and back: so that the first press shows that it is a choice.
function next(chosen) {
  const [system, other] = matchMedia("(prefers-color-scheme: dark)").matches ? ["dark", "light"] : ["light", "dark"];
  if (!chosen) return other;
  return chosen === other ? system : undefined;
}
