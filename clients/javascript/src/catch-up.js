const MAX_CHATS_IN_A_FRAME = 500;

/**
 * Requests missed messages from the server: at the beginning of each connection, and whenever a
 * message shows a gap. One `sync` request at a time; its answer may come in several frames, and the
 * chats of each are live from there on.
 */
export class CatchUp {
  #options;
  #timers;
  #backoff;
  #connection;
  #chats;
  #wanted = new Set();
  #asked = null;
  /** The chats whose state has come, in answer to the open request. */
  #covered = new Set();
  /** Those of them of which messages are missing, with whether the chat was reset. */
  #behind = new Map();
  #frames = 0;
  #stopTimeout = () => {};
  #stopPause = () => {};
  #pausing = false;

  constructor(options, timers, backoff, connection, chats) {
    this.#options = options;
    this.#timers = timers;
    this.#backoff = backoff;
    this.#connection = connection;
    this.#chats = chats;
  }

  /** Sends the first request of a connection, about all known chats. */
  begin() {
    this.#wanted = new Set([null, ...this.#chats.keys()]);
    this.#ask();
  }

  /** Requests what is new in a chat, or with `null` which chats there are. */
  want(chatId) {
    if (!this.isAbout(chatId)) {
      this.#wanted.add(chatId);
    }
    this.#askWanted();
  }

  /** Returns whether a request about this chat is open: its messages may be replayed ones. */
  isAbout(chatId) {
    return (this.#asked?.has(chatId) ?? false) && !this.#covered.has(chatId);
  }

  /** Notes that a frame was received, so that the server is at work on the answer. */
  received() {
    this.#frames++;
  }

  /** Notes that the state of a chat has come, and whether messages are missing all the same. */
  covered(chatId, isBehind, reset) {
    this.#covered.add(chatId);
    if (isBehind) {
      this.#behind.set(chatId, reset);
    }
  }

  /**
   * Ends the open request. Returns the chats of which messages are missing, and whether it is of
   * use to ask again at once.
   */
  answered() {
    const asked = this.#asked ?? new Set();
    const behind = [...this.#behind.keys()];
    const fruitful = behind.every((chatId) => this.#behind.get(chatId) || !asked.has(chatId));
    this.#end();
    return { behind, fruitful };
  }

  /** Requests more about these chats; after growing pauses while the answers bring nothing new. */
  goOn(chatIds, fruitful) {
    chatIds.forEach((chatId) => this.#wanted.add(chatId));
    if (fruitful) {
      this.#backoff.reset();
      this.#askWanted();
    } else {
      this.#pause();
    }
  }

  /**
   * Repeats the request later, since the server refused it, or failed after a part of the answer:
   * chats that were live then may not be any more.
   */
  refused() {
    for (const chatId of [...(this.#asked ?? []), ...this.#covered]) {
      this.#wanted.add(chatId);
    }
    this.#end();
    this.#pause();
  }

  lost() {
    this.#end();
    this.#stopPause();
    this.#pausing = false;
    this.#wanted.clear();
  }

  #end() {
    this.#stopTimeout();
    this.#asked = null;
    this.#covered.clear();
    this.#behind.clear();
  }

  #pause() {
    if (!this.#pausing) {
      this.#pausing = true;
      this.#stopPause = this.#timers.after(this.#backoff.next(), () => {
        this.#pausing = false;
        this.#askWanted();
      });
    }
  }

  #askWanted() {
    if (this.#wanted.size > 0 && !this.#asked && !this.#pausing) {
      this.#ask();
    }
  }

  #ask() {
    const chats = [];
    this.#asked = new Set();
    for (const chatId of this.#wanted) {
      if (chats.length === MAX_CHATS_IN_A_FRAME) {
        break;
      }
      this.#wanted.delete(chatId);
      this.#asked.add(chatId);
      const chat = this.#chats.get(chatId);
      if (chat) {
        chats.push({ chatId, seq: chat.lastSeq });
      }
    }
    this.#connection.send({ type: "sync", data: { chats } });
    this.#startTimeout();
  }

  #startTimeout() {
    const frames = this.#frames;
    this.#stopTimeout = this.#timers.after(this.#options.syncTimeoutMs, () => {
      if (this.#frames === frames) {
        this.#connection.abandon("no answer to sync");
      } else {
        this.#startTimeout();
      }
    });
  }
}
