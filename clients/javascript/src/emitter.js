/** Notifies listeners of events, by type. */
export class Emitter {
  #listeners = new Map();

  /** Adds a listener; returns a function that removes it. */
  on(type, listener) {
    if (typeof listener !== "function") {
      throw new TypeError("a listener is a function");
    }
    const entry = { listener };
    const ofType = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, ofType.add(entry));
    return () => ofType.delete(entry);
  }

  /** Notifies the listeners of a type. A failure of one is reported, and affects no other. */
  emit(type, event) {
    for (const { listener } of [...(this.#listeners.get(type) ?? [])]) {
      try {
        listener(event);
      } catch (error) {
        report(error);
      }
    }
  }
}

function report(error) {
  if (typeof globalThis.reportError === "function") {
    globalThis.reportError(error);
  } else {
    console.error(error);
  }
}
