// A tick in the head of a column ticks the column. Without script each tick is its own.
export function enhance(root) {
  const form = root.querySelector("#manage-data") ?? (root.id === "manage-data" ? root : null);
  if (!form || form.dataset.enhanced) return;
  form.dataset.enhanced = "true";
  for (const head of form.querySelectorAll("th[data-column]")) {
    const boxes = [...form.querySelectorAll("input[type=checkbox]")].filter((box) => box.dataset.column === head.dataset.column);
    const all = document.createElement("input");
    all.type = "checkbox";
    const label = document.createElement("label");
    label.className = "pick-column";
    label.append(all, head.textContent);
    head.replaceChildren(label);
    const show = () => {
      const count = boxes.filter((box) => box.checked).length;
      all.checked = count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    };
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
    });
    for (const box of boxes) box.addEventListener("change", show);
    show();
  }
}
