// Finds in new content what stood in the old: by its id, by where it leads, else by its place.

export function pathTo(root, element) {
  if (element.id) return { id: element.id };
  if (element.matches("a[href]")) return { href: element.getAttribute("href") };
  const steps = [];
  for (let e = element; e !== root; e = e.parentElement) {
    if (e.id) return { id: e.id, steps };
    steps.unshift([...e.parentElement.children].indexOf(e));
  }
  return { steps };
}

export function find(root, path) {
  if (path.href !== undefined) return [...root.querySelectorAll("a[href]")].find(a => a.getAttribute("href") === path.href);
  const start = path.id === undefined ? root : document.getElementById(path.id);
  return (path.steps ?? []).reduce((element, index) => element?.children[index], start);
}

/** Notes what the reader looks at; the function that it returns brings that back to where it was, though rows have come or gone above it. */
export function keepScroll(old, fresh) {
  const inner = [old, ...old.querySelectorAll("[id][data-scroll], .scroll[id]")].map(e => [e.id, e.scrollTop, e.scrollLeft]);
  const anchor = old.getBoundingClientRect().top < 0 ? [...old.querySelectorAll("[id], a[href]")].find(e => e.getBoundingClientRect().top >= 0) : null;
  const path = anchor && pathTo(old, anchor);
  const top = anchor?.getBoundingClientRect().top;
  return () => {
    for (const [id, scrollTop, scrollLeft] of inner) {
      const element = id && document.getElementById(id);
      if (element) Object.assign(element, { scrollTop, scrollLeft });
    }
    const same = path && find(fresh, path);
    if (same) scrollBy(0, same.getBoundingClientRect().top - top);
  };
}
