const TYPING = "typing";
const STOPPED = "stopped";

/** Says that one is typing, no more often than is needed to keep it shown. */
export class OwnTyping {
  #options;
  #timers;
  #shown = new Map();

  constructor(options, timers) {
    this.#options = options;
    this.#timers = timers;
  }

  /** Returns the status to send, or null when there is none to send. */
  status(chatId, isTyping) {
    const last = this.#shown.get(chatId);
    if (!isTyping) {
      return this.#shown.delete(chatId) ? STOPPED : null;
    }
    const now = this.#timers.now();
    if (last !== undefined && now - last < this.#options.typingPauseMs) {
      return null;
    }
    this.#shown.set(chatId, now);
    return TYPING;
  }

  /** What was written is sent: nobody expects a word about typing after that. */
  reset(chatId) {
    this.#shown.delete(chatId);
  }
}

/** Shows others typing, and no longer when nothing more is heard of it. */
export class OthersTyping {
  #options;
  #timers;
  #changed;
  #ends = new Map();

  constructor(options, timers, changed) {
    this.#options = options;
    this.#timers = timers;
    this.#changed = changed;
  }

  heard(chat, { userId, message, status }) {
    this.#stop(chat, userId);
    if (status === STOPPED || status === "stop" || status === "") {
      chat.typing.delete(userId);
    } else {
      chat.typing.set(userId, message ?? "");
      const end = this.#timers.after(this.#options.typingExpiryMs, () => {
        this.#ends.delete(key(chat, userId));
        if (chat.typing.delete(userId)) {
          this.#changed(chat, userId);
        }
      });
      this.#ends.set(key(chat, userId), end);
    }
    this.#changed(chat, userId);
  }

  /** Nobody is heard any more. */
  lost(chats) {
    this.#ends.forEach((stop) => stop());
    this.#ends.clear();
    for (const chat of chats) {
      const users = [...chat.typing.keys()];
      chat.typing.clear();
      users.forEach((userId) => this.#changed(chat, userId));
    }
  }

  #stop(chat, userId) {
    this.#ends.get(key(chat, userId))?.();
    this.#ends.delete(key(chat, userId));
  }
}

const key = (chat, userId) => `${chat.id}/${userId}`;
