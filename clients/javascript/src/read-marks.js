/** Tells the server how far one has read: the furthest mark of each chat, not too often. */
export class ReadMarks {
  #options;
  #timers;
  #wanted = new Map();
  #send = null;
  #resting = false;
  #stopRest = () => {};

  constructor(options, timers) {
    this.#options = options;
    this.#timers = timers;
  }

  mark(chatId, messageId) {
    if (messageId > (this.#wanted.get(chatId)?.messageId ?? 0)) {
      this.#wanted.set(chatId, { messageId, sent: false });
      this.#flush();
    }
  }

  /** The server says how far one has read. */
  confirmed(chatId, messageId) {
    if (messageId >= (this.#wanted.get(chatId)?.messageId ?? Infinity)) {
      this.#wanted.delete(chatId);
    }
  }

  forget(chatId) {
    this.#wanted.delete(chatId);
  }

  /** A mark was refused, it is not said which; a passing failure is worth another attempt. */
  refused(again) {
    if (!again) {
      [...this.#wanted].filter(([, mark]) => mark.sent).forEach(([id]) => this.#wanted.delete(id));
    } else {
      this.#wanted.forEach((mark) => (mark.sent = false));
      this.#rest(this.#options.retryFirstMs);
    }
  }

  opened(send) {
    this.#send = send;
    this.#wanted.forEach((mark) => (mark.sent = false));
    this.#flush();
  }

  closed() {
    this.#send = null;
    this.#stopRest();
    this.#resting = false;
  }

  #flush() {
    if (!this.#send || this.#resting) {
      return;
    }
    for (const [chatId, mark] of this.#wanted) {
      if (!mark.sent) {
        mark.sent = true;
        const data = { status: "read", chatId, messageId: mark.messageId };
        this.#send({ type: "messageStatus", data });
        this.#rest(this.#options.readMarkPauseMs);
        return;
      }
    }
  }

  #rest(ms) {
    this.#resting = true;
    this.#stopRest();
    this.#stopRest = this.#timers.after(ms, () => {
      this.#resting = false;
      this.#flush();
    });
  }
}
