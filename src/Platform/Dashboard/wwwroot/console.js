// Continues the console page with new lines, follows its end, searches in it.
import { enhance as enhanceShell } from "./dashboard/enhance.js";

const views = new Map();
const near = 16;

export function enhance(root) {
  for (const [element, view] of views) {
    if (!element.isConnected) {
      view.close();
      views.delete(element);
    }
  }
  for (const element of root.querySelectorAll("[data-console]")) {
    if (!views.has(element)) views.set(element, new ConsoleView(element));
  }
}

document.addEventListener("visibilitychange", () => {
  // A browser keeps few connections to one host; a tab that nobody sees needs none. What it missed is sent when it is seen again.
  for (const view of views.values()) view.connect();
});

class ConsoleView {
  constructor(element) {
    this.element = element;
    this.lines = element.querySelector("[data-console-lines]");
    this.most = Number(element.dataset.max);
    this.seen = new Map();
    this.paused = false;
    this.following = true;
    for (const line of this.lines.children) this.isNews(line);
    this.wire();
    this.restoreSwitches();
    this.search();
    this.toEnd();
    this.connect();
  }

  wire() {
    for (const hidden of this.element.querySelectorAll("[data-console-script]")) hidden.hidden = false;
    this.lines.addEventListener("scroll", () => {
      this.following = this.lines.scrollTop + this.lines.clientHeight >= this.lines.scrollHeight - near;
      this.end.hidden = this.following;
    });
    this.end = this.element.querySelector("[data-console-end]");
    this.end.hidden = true;
    this.end.addEventListener("click", () => this.toEnd());
    this.pause = this.element.querySelector("[data-console-pause]");
    this.pause.addEventListener("click", () => {
      this.paused = !this.paused;
      this.pause.setAttribute("aria-pressed", this.paused);
      this.connect();
    });
    const form = this.element.querySelector("[data-console-search]");
    this.text = form.querySelector("input[name=text]");
    this.found = form.querySelector("[data-console-found]");
    this.text.addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.search(), 120);
    });
    form.addEventListener("submit", event => {
      event.preventDefault();
      event.stopPropagation();
      this.step(1);
    });
    form.querySelector("[data-console-next]").addEventListener("click", () => this.step(1));
    form.querySelector("[data-console-previous]").addEventListener("click", () => this.step(-1));
  }

  restoreSwitches() {
    for (const box of this.element.querySelectorAll("[data-console-switch]")) {
      const key = `console-${box.dataset.consoleSwitch}`;
      const stored = localStorage.getItem(key);
      if (stored !== null) box.checked = stored === "true";
      else if (box.dataset.consoleSwitch === "wrap") box.checked = innerWidth < 640;
      const apply = () => {
        this.lines.classList.toggle(key, box.checked);
        if (this.following) this.toEnd();
      };
      box.addEventListener("change", () => {
        localStorage.setItem(key, box.checked);
        apply();
      });
      apply();
    }
  }

  connect() {
    const wanted = !this.paused && !document.hidden && Boolean(this.element.dataset.stream);
    if (!wanted) {
      this.close();
    } else if (!this.source) {
      this.source = new EventSource(this.element.dataset.stream);
      this.source.onmessage = event => this.append(event.data);
    }
  }

  close() {
    this.source?.close();
    this.source = null;
  }

  append(html) {
    if (!this.element.isConnected) {
      this.close();
      return;
    }
    const template = document.createElement("template");
    template.innerHTML = html;
    const news = [...template.content.children].filter(line => this.isNews(line));
    if (news.length === 0) return;
    this.element.querySelector("[data-console-empty]")?.remove();
    for (const line of news) enhanceShell(line);
    this.lines.append(...news);
    while (this.lines.childElementCount > this.most) this.lines.firstElementChild.remove();
    if (this.needle) this.search();
    if (this.following) this.toEnd();
  }

  // The stream begins where the page was rendered, and again after every interruption: a line that is there already is not news.
  isNews(line) {
    const time = line.querySelector("time")?.dateTime ?? "";
    const number = Number(line.dataset.n);
    const last = this.seen.get(line.dataset.resource);
    if (last && (time < last.time || (time === last.time && number <= last.number))) return false;
    this.seen.set(line.dataset.resource, { time, number });
    return true;
  }

  toEnd() {
    this.lines.scrollTop = this.lines.scrollHeight;
    this.following = true;
  }

  search() {
    const needle = this.text.value.toLowerCase();
    const changed = needle !== this.needle;
    this.needle = needle;
    this.matches = [];
    const ranges = [];
    for (const line of this.lines.children) {
      const text = needle ? line.querySelector(".console-text") : null;
      const isMatch = text !== null && text.textContent.toLowerCase().includes(needle);
      line.classList.toggle("is-match", isMatch);
      if (isMatch) {
        this.matches.push(line);
        if (ranges.length < 5000) ranges.push(...rangesOf(text, needle));
      }
    }
    if (globalThis.CSS?.highlights) CSS.highlights.set("console-search", new Highlight(...ranges));
    if (changed) this.current = null;
    this.tell();
  }

  step(direction) {
    clearTimeout(this.typing);
    if (this.text.value.toLowerCase() !== this.needle) this.search();
    if (this.matches.length === 0) return;
    const at = this.matches.indexOf(this.current);
    const next = at < 0 ? (direction > 0 ? 0 : this.matches.length - 1) : (at + direction + this.matches.length) % this.matches.length;
    this.current?.classList.remove("is-current");
    this.current = this.matches[next];
    this.current.classList.add("is-current");
    this.following = false;
    this.current.scrollIntoView({ block: "center" });
    this.tell();
  }

  tell() {
    const at = this.matches.indexOf(this.current);
    this.found.textContent = !this.needle ? "" : at < 0 ? `${this.matches.length} lines` : `${at + 1} of ${this.matches.length}`;
  }
}

function rangesOf(element, needle) {
  const ranges = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.toLowerCase();
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, Math.min(at + needle.length, node.length));
      ranges.push(range);
    }
  }
  return ranges;
}
