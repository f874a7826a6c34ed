// Marks the edges of the node that is pointed at or focused.

export function startHighlight() {
  const main = document.getElementById("main");
  for (const event of ["pointerover", "focusin"]) main.addEventListener(event, e => mark(e.target.closest?.("[data-node]")?.dataset.node));
  for (const event of ["pointerout", "focusout"]) main.addEventListener(event, () => mark(null));
}

function mark(node) {
  for (const edge of document.querySelectorAll(".edge[data-from]")) {
    edge.classList.toggle("is-marked", edge.dataset.from === node || edge.dataset.to === node);
  }
}
