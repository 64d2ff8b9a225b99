import { Backoff } from "./backoff.js";
import { NOT_A_PARTICIPANT, TOO_LONG, UNFORESEEN, isRetryable } from "./codes.js";

const MAX_MESSAGES_IN_A_FRAME = 50;
const MAX_FRAME_BYTES = 60 * 1024;
const ENVELOPE_BYTES = 64;
const MAX_UNFORESEEN = 5;

/**
 * The messages that the server has neither acknowledged nor refused. Those of one chat are sent in
 * the order in which they were written: one frame at a time, the next one when every message of the
 * frame was answered. So a message that is sent again never changes its place in the order. Each
 * message keeps its `clientMessageId` through all attempts.
 */
export class Outbox {
  #options;
  #timers;
  #random;
  #changed;
  #send = () => false;
  #open = false;
  #lanes = new Map();
  #outgoing = new Map();

  /** `changed(outgoing)` is called after each change of a message. */
  constructor(options, timers, random, changed) {
    this.#options = options;
    this.#timers = timers;
    this.#random = random;
    this.#changed = changed;
  }

  /** The pending and failed messages of a chat, in the order in which they were written. */
  of(chatId) {
    return [...this.#outgoing.values()].filter((outgoing) => outgoing.chatId === chatId);
  }

  get size() {
    return this.#outgoing.size;
  }

  add(outgoing) {
    if (this.#outgoing.size >= this.#options.maxOutgoing) {
      throw new RangeError(`${this.#outgoing.size} messages are waiting already`);
    }
    if (this.#outgoing.has(outgoing.clientMessageId)) {
      throw new RangeError("this clientMessageId is waiting already");
    }
    this.#outgoing.set(outgoing.clientMessageId, outgoing);
    this.#enqueue(outgoing);
  }

  /** Sends a failed message again, with the same id; returns false if there is none. */
  retry(clientMessageId) {
    const outgoing = this.#outgoing.get(clientMessageId);
    if (outgoing?.state !== "failed") {
      return false;
    }
    Object.assign(outgoing, { state: "pending", error: null, unforeseen: 0 });
    this.#enqueue(outgoing);
    return true;
  }

  /** Drops a message. The server may store it all the same, if it was sent already. */
  discard(clientMessageId) {
    const outgoing = this.#outgoing.get(clientMessageId);
    return outgoing ? (this.#finish(outgoing, "discarded"), true) : false;
  }

  discardAll(chatId) {
    this.of(chatId).forEach((outgoing) =>
      this.#fail(outgoing, NOT_A_PARTICIPANT, "no longer takes part in the chat"),
    );
  }

  /** Sends all pending messages, also those that were sent before without an answer. */
  opened(send) {
    this.#send = send;
    this.#open = true;
    this.#lanes.forEach((lane) => this.#pump(lane));
  }

  closed() {
    this.#open = false;
    for (const lane of this.#lanes.values()) {
      this.#unanswered(lane);
      lane.stopPause();
      lane.pausing = false;
    }
  }

  /** Notes that a message is stored; returns whether it was one of these. */
  stored(message) {
    const outgoing = this.#outgoing.get(message.clientMessageId);
    if (outgoing?.chatId !== message.chatId) {
      return false;
    }
    this.#lanes.get(outgoing.chatId)?.backoff.reset();
    this.#finish(outgoing, "stored", message);
    return true;
  }

  refused(clientMessageId, code, message) {
    const outgoing = this.#outgoing.get(clientMessageId);
    if (outgoing?.state !== "pending") {
      return;
    }
    if (code === UNFORESEEN) {
      outgoing.unforeseen = (outgoing.unforeseen ?? 0) + 1;
    }
    if (isRetryable(code) && (outgoing.unforeseen ?? 0) < MAX_UNFORESEEN) {
      outgoing.error = { code, message };
      this.#sendLater(this.#lane(outgoing.chatId), outgoing);
      this.#changed(outgoing);
    } else {
      this.#fail(outgoing, code, message);
    }
  }

  /** Notes that a frame was refused as a whole, without an error for each message. */
  refusedUnnamed(code, message) {
    for (const lane of this.#lanes.values()) {
      for (const outgoing of [...lane.inFlight]) {
        this.refused(outgoing.clientMessageId, code, message);
      }
    }
  }

  #enqueue(outgoing) {
    if (sizeOf(wire(outgoing)) + ENVELOPE_BYTES > MAX_FRAME_BYTES) {
      this.#fail(outgoing, TOO_LONG, "larger than a frame may be");
      return;
    }
    const lane = this.#lane(outgoing.chatId);
    lane.waiting.push(outgoing);
    this.#changed(outgoing);
    this.#pump(lane);
  }

  #lane(chatId) {
    let lane = this.#lanes.get(chatId);
    if (!lane) {
      lane = {
        chatId,
        waiting: [],
        inFlight: new Set(),
        pausing: false,
        stopPause: () => {},
        stopTimeout: () => {},
        backoff: new Backoff(
          this.#options.retryFirstMs,
          this.#options.retryLongestMs,
          this.#random,
        ),
      };
      this.#lanes.set(chatId, lane);
    }
    return lane;
  }

  #pump(lane) {
    if (!this.#open || lane.pausing || lane.inFlight.size > 0) {
      return;
    }
    const batch = this.#batch(lane);
    if (batch.length === 0) {
      return;
    }
    batch.forEach((outgoing) => lane.inFlight.add(outgoing));
    lane.stopTimeout = this.#timers.after(this.#options.ackTimeoutMs, () => {
      this.#unanswered(lane);
      this.#pause(lane);
    });
    this.#send({ type: "message", data: { messages: batch.map(wire) } });
  }

  /** The first pending messages of a lane, as many as fit into a frame. */
  #batch(lane) {
    const batch = [];
    let bytes = ENVELOPE_BYTES;
    for (const outgoing of lane.waiting) {
      const size = sizeOf(wire(outgoing)) + 1;
      if (batch.length === MAX_MESSAGES_IN_A_FRAME || bytes + size > MAX_FRAME_BYTES) {
        break;
      }
      bytes += size;
      batch.push(outgoing);
    }
    return batch;
  }

  #unanswered(lane) {
    lane.stopTimeout();
    lane.inFlight.clear();
  }

  #sendLater(lane, outgoing) {
    lane.inFlight.delete(outgoing);
    if (lane.inFlight.size === 0) {
      lane.stopTimeout();
    }
    this.#pause(lane);
  }

  #pause(lane) {
    if (!lane.pausing) {
      lane.pausing = true;
      lane.stopPause = this.#timers.after(lane.backoff.next(), () => {
        lane.pausing = false;
        this.#pump(lane);
      });
    }
  }

  #fail(outgoing, code, message) {
    this.#leaveLane(outgoing);
    outgoing.state = "failed";
    outgoing.error = { code, message };
    this.#changed(outgoing);
    this.#next(outgoing.chatId);
  }

  #finish(outgoing, state, message) {
    this.#outgoing.delete(outgoing.clientMessageId);
    this.#leaveLane(outgoing);
    Object.assign(outgoing, { state, error: null }, message && { message });
    this.#changed(outgoing);
    this.#next(outgoing.chatId);
  }

  #leaveLane(outgoing) {
    const lane = this.#lanes.get(outgoing.chatId);
    if (lane) {
      lane.waiting = lane.waiting.filter((other) => other !== outgoing);
      lane.inFlight.delete(outgoing);
    }
  }

  #next(chatId) {
    const lane = this.#lanes.get(chatId);
    if (!lane || lane.inFlight.size > 0) {
      return;
    }
    lane.stopTimeout();
    if (lane.waiting.length === 0) {
      lane.stopPause();
      this.#lanes.delete(chatId);
    } else {
      this.#pump(lane);
    }
  }
}

function wire({ clientMessageId, chatId, type, text, params, fileId }) {
  return { clientMessageId, chatId, type, text, params, ...(fileId && { fileId }) };
}

const utf8 = new TextEncoder();

function sizeOf(value) {
  return utf8.encode(JSON.stringify(value)).length;
}
