// Narrows the list while the reader types. Without script the form asks the server for the same.

export function startSearch() {
  document.addEventListener("input", event => {
    if (event.target.id === "search") narrow();
  });
  document.addEventListener("submit", event => {
    if (event.target.matches("form.search")) event.preventDefault();
  });
  narrow();
}

/** Hides the flags in whose texts not every word stands. */
export function narrow() {
  const search = document.getElementById("search");
  if (!search) return;
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const flag of document.querySelectorAll(".flag")) {
    flag.hidden = !words.every(word => flag.dataset.text.includes(word));
    if (!flag.hidden) found++;
  }
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector(".flag:not([hidden])");
  const nothing = document.getElementById("nothing");
  if (nothing) nothing.hidden = found > 0;
}
