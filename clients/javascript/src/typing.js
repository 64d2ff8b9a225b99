const TYPING = "typing";
const STOPPED = "stopped";

/** Decides when to report that the user is typing: as rarely as keeps it visible to others. */
export class OwnTyping {
  #options;
  #timers;
  #shown = new Map();

  constructor(options, timers) {
    this.#options = options;
    this.#timers = timers;
  }

  /** Returns the status to send, or null when nothing has to be sent. */
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

  /** Notes that the message is being sent; a message ends typing by itself. */
  reset(chatId) {
    this.#shown.delete(chatId);
  }
}

/** Keeps which other users are typing; each entry expires unless it is renewed. */
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

  received(chat, { userId, message, status }) {
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

  /** Clears all entries, since the connection was lost. */
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
