const addresses = ["url.full", "http.url"];

/** Removes the query and the fragment of an address, which can hold what a user has typed. */
export const withoutQuery = text => text.replace(/[?#][^\s:)]*/g, "");

/** Gives every span its session, and keeps queries of addresses out of all of them. */
export class PageSpanProcessor {
  #attributes;

  constructor(attributes) {
    this.#attributes = attributes;
  }

  onStart(span) {
    span.setAttributes(this.#attributes);
  }

  onEnding(span) {
    for (const name of addresses) {
      const address = span.attributes[name];
      if (typeof address === "string") span.setAttribute(name, withoutQuery(address));
    }
    delete span.attributes["url.query"];
  }

  onEnd() {}

  async forceFlush() {}

  async shutdown() {}
}
