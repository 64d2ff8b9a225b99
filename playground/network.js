const ATTEMPT_MS = 50;

/** The network of one participant: it can be cut, and reports each frame. */
export class SwitchableNetwork {
  #passes;
  #sockets = new Set();
  isCut = false;

  /** `passes(direction, text)` is called for each frame. */
  constructor(passes) {
    this.#passes = passes;
  }

  cut() {
    this.isCut = true;
    [...this.#sockets].forEach((socket) => socket.break());
  }

  /** Ends the attempts that were made without a network, so that new ones can be made. */
  restore() {
    this.isCut = false;
    [...this.#sockets].forEach((socket) => socket.break());
  }

  /** The class that the client uses in place of the browser's WebSocket. */
  get WebSocket() {
    const network = this;
    return class {
      #real = null;

      constructor(url) {
        network.#sockets.add(this);
        if (network.isCut) {
          setTimeout(() => this.break(), ATTEMPT_MS);
          return;
        }
        this.#real = new WebSocket(url);
        this.#real.onmessage = (event) => {
          network.#passes("received", event.data);
          this.onmessage?.(event);
        };
        this.#real.onclose = ({ code, reason }) => this.#end(code, reason);
      }

      send(text) {
        network.#passes("sent", text);
        this.#real?.send(text);
      }

      close(code, reason) {
        network.#sockets.delete(this);
        this.#real?.close(code, reason);
      }

      /** Ends without a close frame, as a cut network does. */
      break() {
        if (!network.#sockets.has(this)) {
          return;
        }
        if (this.#real) {
          this.#real.onmessage = this.#real.onclose = null;
          this.#real.close();
        }
        this.#end(1006, "");
      }

      #end(code, reason) {
        network.#sockets.delete(this);
        this.onclose?.({ code, reason });
      }
    };
  }
}
