// Brings the chosen node or call into sight, once: a map that refreshes itself must not scroll away from what is being looked at.
let shown = "";

export function enhance(root) {
  const scroll = root.querySelector("#map-scroll") ?? root.closest?.("#map-scroll");
  const chosen = scroll?.querySelector("a.node.is-chosen") ?? scroll?.querySelector("a.call.is-chosen");
  if (!chosen) {
    if (scroll) shown = "";
    return;
  }
  const href = chosen.getAttribute("href");
  if (href === shown) return;
  shown = href;
  const frame = scroll.getBoundingClientRect();
  const place = chosen.getBoundingClientRect();
  if (place.left >= frame.left && place.right <= frame.right) return;
  scroll.scrollLeft += place.left + place.width / 2 - frame.left - frame.width / 2;
}
