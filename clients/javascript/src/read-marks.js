/** Sends read marks to the server: the furthest one of each chat, with pauses between frames. */
export class ReadMarks {
  #options;
  #timers;
  #wanted = new Map();
  #send = null;
  #pausing = false;
  #stopPause = () => {};

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

  /** Notes a read mark that the server has stored. */
  confirmed(chatId, messageId) {
    if (messageId >= (this.#wanted.get(chatId)?.messageId ?? Infinity)) {
      this.#wanted.delete(chatId);
    }
  }

  forget(chatId) {
    this.#wanted.delete(chatId);
  }

  /** Notes that a mark was refused, the server does not say which. After a passing failure all are
   * sent again, otherwise those that were sent are dropped. */
  refused(again) {
    if (!again) {
      [...this.#wanted].filter(([, mark]) => mark.sent).forEach(([id]) => this.#wanted.delete(id));
    } else {
      this.#wanted.forEach((mark) => (mark.sent = false));
      this.#pause(this.#options.retryFirstMs);
    }
  }

  opened(send) {
    this.#send = send;
    this.#wanted.forEach((mark) => (mark.sent = false));
    this.#flush();
  }

  closed() {
    this.#send = null;
    this.#stopPause();
    this.#pausing = false;
  }

  #flush() {
    if (!this.#send || this.#pausing) {
      return;
    }
    for (const [chatId, mark] of this.#wanted) {
      if (!mark.sent) {
        mark.sent = true;
        const data = { status: "read", chatId, messageId: mark.messageId };
        this.#send({ type: "messageStatus", data });
        this.#pause(this.#options.readMarkPauseMs);
        return;
      }
    }
  }

  #pause(ms) {
    this.#pausing = true;
    this.#stopPause();
    this.#stopPause = this.#timers.after(ms, () => {
      this.#pausing = false;
      this.#flush();
    });
  }
}
