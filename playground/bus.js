/** Sends Bus API requests to `POST /bus`, and shows them in the traffic panel. */
export class Bus {
  #wire;

  constructor(wire) {
    this.#wire = wire;
  }

  /** Returns the data of the reply; throws the service's error. */
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
