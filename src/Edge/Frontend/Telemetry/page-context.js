/**
 * Keeps the context of synchronous code. Its root has the session as baggage, so that every fetch carries it. zone.js would follow asynchronous code,
 * too, but would patch every promise of the page.
 */
export class PageContextManager {
  #root;
  #current;

  constructor(root) {
    this.#root = this.#current = root;
  }

  active() {
    return this.#current;
  }

  with(context, callback, self, ...args) {
    const before = this.#current;
    this.#current = context ?? this.#root;
    try {
      return callback.call(self, ...args);
    } finally {
      this.#current = before;
    }
  }

  bind(context, target) {
    const manager = this;
    return typeof target === "function" ? function (...args) { return manager.with(context, target, this, ...args); } : target;
  }

  /** Makes a context the active one until the event that is being dispatched has reached all of its listeners. */
  holdForEvent(context) {
    this.#current = context;
    setTimeout(() => {
      if (this.#current === context) this.#current = this.#root;
    });
  }

  enable() {
    return this;
  }

  disable() {
    return this;
  }
}
