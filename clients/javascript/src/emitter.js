/** Calls listeners by the type of what happened. */
export class Emitter {
  #listeners = new Map();

  /** Returns what takes the listener off again. */
  on(type, listener) {
    if (typeof listener !== "function") {
      throw new TypeError("a listener is a function");
    }
    const entry = { listener };
    const ofType = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, ofType.add(entry));
    return () => ofType.delete(entry);
  }

  /** A listener that throws is reported, and keeps nobody else from hearing. */
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
