/** Asks the Bus API through the door that embedded mode has for it, and tells the wire. */
export class Bus {
  #wire;

  constructor(wire) {
    this.#wire = wire;
  }

  /** The data of the reply; fails with the service's error. */
  async ask(method, path, body) {
    const request = { method, path, body };
    const shown = this.#wire.request(request);
    const response = await fetch("/bus", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request),
    });
    const reply = await response.json();
    shown.answered(reply);
    if (reply.error) {
      throw new BusError(reply.error);
    }
    return reply.data;
  }
}

export class BusError extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}
