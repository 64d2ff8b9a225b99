import { afterClose } from "./codes.js";

const ABANDONED = 4000;
const NO_CLOSE_FRAME = 1006;

/**
 * Keeps one connection, and replaces it when it ends or becomes silent. Frames of an earlier
 * connection that arrive late are ignored.
 */
export class Connection {
  #options;
  #timers;
  #backoff;
  #listener;
  #attempt = null;
  #stopWaiting = () => {};
  #refusals = 0;

  /** A `ConnectionState` of the type declarations. */
  status = { state: "idle" };

  /**
   * `listener` has the methods `opened(hello)`, `frame(frame)`, `lost()` and `changed(status)`.
   */
  constructor(options, timers, backoff, listener) {
    this.#options = options;
    this.#timers = timers;
    this.#backoff = backoff;
    this.#listener = listener;
  }

  start() {
    if (["idle", "stopped"].includes(this.status.state)) {
      this.#backoff.reset();
      this.#refusals = 0;
      this.#open();
    }
  }

  stop() {
    this.#stopWaiting();
    this.#drop("closed by the client", 1000);
    this.#become({ state: "idle" });
  }

  /** Ends a pause between attempts, and checks an open connection by a ping. */
  wake() {
    if (this.status.state === "waiting") {
      this.#stopWaiting();
      this.#open();
    } else if (this.#attempt?.opened) {
      this.#ping(this.#attempt);
    }
  }

  /** Sends a frame; returns false when there is no open connection. */
  send(frame) {
    const attempt = this.#attempt;
    if (!attempt?.opened) {
      return false;
    }
    this.#write(attempt, frame);
    return true;
  }

  /** Notes that the client has caught up: only now the attempt counts as successful. */
  established() {
    this.#refusals = 0;
    this.#during(this.#attempt, this.#options.stableAfterMs, () => this.#backoff.reset());
    this.#become({ state: "online" });
  }

  /** Closes the connection, and opens another one. */
  abandon(reason) {
    if (this.#attempt) {
      this.#drop(reason, ABANDONED);
      this.#ended(NO_CLOSE_FRAME, reason);
    }
  }

  /** Closes the connection, and opens none until `start` is called. */
  giveUp(code, reason) {
    this.#drop(reason, ABANDONED);
    this.#become({ state: "stopped", code, reason });
  }

  async #open() {
    const attempt = { socket: null, opened: false, frames: 0, timers: [] };
    this.#attempt = attempt;
    attempt.timers.push(
      this.#timers.after(this.#options.connectTimeoutMs, () => this.abandon("no answer in time")),
    );
    this.#become({ state: "connecting" });
    try {
      const token = await this.#options.token({ refused: this.#refusals > 0 });
      if (this.#attempt === attempt) {
        this.#dial(attempt, token);
      }
    } catch (error) {
      if (this.#attempt === attempt) {
        this.#drop("", ABANDONED);
        this.#later(NO_CLOSE_FRAME, `no token: ${error?.message ?? error}`);
      }
    }
  }

  #dial(attempt, token) {
    if (!token) {
      this.giveUp(4401, "the callback has no token");
      return;
    }
    try {
      attempt.socket = new this.#options.WebSocket(address(this.#options.url, token));
    } catch (error) {
      this.giveUp(NO_CLOSE_FRAME, String(error?.message ?? error));
      return;
    }
    const current = (task) => (event) => {
      if (this.#attempt === attempt) {
        task(event);
      }
    };
    attempt.socket.onmessage = current((event) => this.#received(attempt, event.data));
    attempt.socket.onerror = () => {}; // a close event follows
    attempt.socket.onclose = current((event) => {
      this.#drop("", ABANDONED);
      this.#ended(event.code, event.reason);
    });
  }

  #received(attempt, text) {
    attempt.frames++;
    attempt.receivedAt = this.#timers.now();
    const frame = parse(text);
    if (frame?.type === "pong") {
      attempt.pingedAt = null;
    } else if (frame?.type === "hello" && !attempt.opened) {
      attempt.opened = true;
      attempt.timers.splice(0).forEach((stop) => stop());
      this.#beat(attempt);
      this.#become({ state: "catchingUp" });
      if (this.#attempt === attempt) {
        this.#listener.opened(frame.data);
      }
    } else if (frame) {
      this.#listener.frame(frame);
    }
  }

  /** Pings when nothing was received for a while. */
  #beat(attempt) {
    const { pingIntervalMs } = this.#options;
    const silence = this.#timers.now() - attempt.receivedAt;
    this.#during(attempt, Math.max(1, pingIntervalMs - silence), () => {
      if (this.#timers.now() - attempt.receivedAt >= pingIntervalMs) {
        this.#ping(attempt);
        attempt.receivedAt = this.#timers.now();
      }
      this.#beat(attempt);
    });
  }

  #ping(attempt) {
    if (!attempt.pingedAt) {
      attempt.pingedAt = this.#timers.now();
      this.#write(attempt, { type: "ping", data: {} });
      this.#awaitPong(attempt);
    }
  }

  /** Waits longer while other frames arrive, since the pong may be queued behind them. */
  #awaitPong(attempt) {
    const frames = attempt.frames;
    this.#during(attempt, this.#options.pongTimeoutMs, () => {
      const waited = this.#timers.now() - attempt.pingedAt;
      if (!attempt.pingedAt) {
        return;
      }
      if (attempt.frames === frames || waited > 6 * this.#options.pongTimeoutMs) {
        this.abandon("silent");
      } else {
        this.#awaitPong(attempt);
      }
    });
  }

  #during(attempt, ms, task) {
    const stop = this.#timers.after(ms, () => {
      attempt.timers.splice(attempt.timers.indexOf(stop), 1);
      if (this.#attempt === attempt) {
        task();
      }
    });
    attempt.timers.push(stop);
  }

  #write(attempt, frame) {
    try {
      attempt.socket.send(JSON.stringify(frame));
    } catch {
      // The socket is closing; a close event follows.
    }
  }

  /** Closes the present connection, if there is one, and ignores its further events. */
  #drop(reason, code) {
    const attempt = this.#attempt;
    this.#attempt = null;
    if (!attempt) {
      return;
    }
    attempt.timers.splice(0).forEach((stop) => stop());
    try {
      attempt.socket?.close(code, reason);
    } catch {
      // The socket may be closed already.
    }
    if (attempt.opened) {
      this.#listener.lost();
    }
  }

  #ended(code, reason) {
    const { then, ms } = afterClose(code, reason);
    switch (then) {
      case "stop":
        return this.#become({ state: "stopped", code, reason });
      case "token":
        return this.#refusals++ === 0
          ? this.#wait(0, code, reason)
          : this.#later(code, reason);
      case "wait":
        return this.#wait(ms, code, reason);
      default:
        return this.#later(code, reason);
    }
  }

  #later(code, reason) {
    this.#wait(this.#backoff.next(), code, reason);
  }

  #wait(ms, code, reason) {
    this.#stopWaiting = this.#timers.after(ms, () => this.#open());
    this.#become({ state: "waiting", retryInMs: ms, code, reason });
  }

  #become(status) {
    this.status = status;
    this.#listener.changed(status);
  }
}

function address(url, token) {
  const joint = url.includes("?") ? "&" : "?";
  return `${url}${joint}token=${encodeURIComponent(token)}&sync=1`;
}

function parse(text) {
  try {
    const frame = JSON.parse(text);
    return typeof frame?.type === "string" ? frame : null;
  } catch {
    return null;
  }
}
