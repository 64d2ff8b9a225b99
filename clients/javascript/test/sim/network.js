/**
 * Connections between clients and a server, each with a delay, in order. They can be cut, be frozen
 * (open on both sides, with nothing passing), or be refused.
 */
export class Network {
  #clock;
  #server;
  refusing = false;
  delay = () => 1;
  links = new Set();

  constructor(clock, server) {
    this.#clock = clock;
    this.#server = server;
  }

  /** The class that a client uses as its WebSocket. */
  get WebSocket() {
    const network = this;
    return class {
      constructor(url) {
        const link = new Link(this, network.#clock, network.delay);
        this.send = (text) => link.up(text);
        this.close = (code, reason) => link.closeByClient(code, reason);
        network.links.add(link);
        link.down(() => {
          if (network.refusing) {
            network.links.delete(link);
            link.end(1006, "");
          } else {
            network.#server.connected(link, new URL(url).searchParams);
          }
        });
      }
    };
  }

  get open() {
    return [...this.links].filter((link) => link.isOpen);
  }
}

class Link {
  #socket;
  #clock;
  #delay;
  #upAt = 0;
  #downAt = 0;
  #ended = false;
  frozen = false;
  received = () => {};
  closed = () => {};

  constructor(socket, clock, delay) {
    this.#socket = socket;
    this.#clock = clock;
    this.#delay = delay;
  }

  get isOpen() {
    return !this.#ended;
  }

  /** From the client to the server. */
  up(text) {
    this.#upAt = this.#inOrder(this.#upAt, () => this.received(JSON.parse(text)));
  }

  /** From the server to the client. */
  frame(frame) {
    this.down(() => this.#socket.onmessage?.({ data: JSON.stringify(frame) }));
  }

  down(task) {
    this.#downAt = this.#inOrder(this.#downAt, task);
  }

  /** The server closes the connection, after all frames that it has sent. */
  close(code, reason = "") {
    this.closed();
    this.down(() => this.end(code, reason));
  }

  /** The connection breaks, and frames on their way are lost. */
  end(code, reason) {
    if (!this.#ended) {
      this.#ended = true;
      this.closed();
      this.#socket.onclose?.({ code, reason });
    }
  }

  closeByClient() {
    this.#ended = true;
    this.#clock.setTimeout(() => this.closed(), 1);
  }

  #inOrder(after, task) {
    const at = Math.max(after, this.#clock.now() + this.#delay());
    this.#clock.setTimeout(() => {
      if (!this.#ended && !this.frozen) {
        task();
      }
    }, at - this.#clock.now());
    return at;
  }
}
