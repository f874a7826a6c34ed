// Light or dark. The cookie lets the server render the right one.

export function startTheme() {
  document.getElementById("theme")?.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    document.cookie = `otelshop-dashboard-theme=${theme}; path=/; max-age=31536000; samesite=strict`;
  });
}

function isDark() {
  return (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}
