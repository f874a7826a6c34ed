// A file that is too large is refused before it is sent, and a tick in the head of a column ticks the column. Without script the dashboard refuses the file, and
// each tick is its own.
export function enhance(root) {
  listen(root.querySelector("#manage-import"));
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

function listen(form) {
  if (!form) return;
  const complaint = document.getElementById("import-complaint");
  const field = form.elements.file;
  const most = Number(form.dataset.most);
  field.addEventListener("change", () => {
    const file = field.files[0];
    complaint.hidden = !file || file.size <= most;
    if (!complaint.hidden) complaint.textContent = `${file.name} has ${Math.ceil(file.size / 2 ** 20)} MB; up to ${most / 2 ** 20} MB can be imported. Nothing was sent.`;
  });
  form.addEventListener("submit", event => {
    if (!complaint.hidden) event.preventDefault();
  });
}
