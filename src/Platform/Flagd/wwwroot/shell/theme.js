// Light or dark. The cookie lets the server render the right one.

export function startTheme() {
  document.getElementById("theme")?.addEventListener("click", () => {
    const now = document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const theme = now === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    document.cookie = `otelshop-feature-theme=${theme}; path=/feature; max-age=31536000; samesite=strict`;
  });
}
