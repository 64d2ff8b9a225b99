const MOST_IN_A_FRAME = 500;

/**
 * Asks the server for what was missed: first of all on a new connection, and again whenever a
 * message shows a gap. One question at a time.
 */
export class CatchUp {
  #options;
  #timers;
  #backoff;
  #connection;
  #chats;
  #wanted = new Set();
  #asked = null;
  #frames = 0;
  #stopPatience = () => {};
  #stopRest = () => {};
  #resting = false;

  constructor(options, timers, backoff, connection, chats) {
    this.#options = options;
    this.#timers = timers;
    this.#backoff = backoff;
    this.#connection = connection;
    this.#chats = chats;
  }

  /** The first question of a connection: about all chats that are known. */
  begin() {
    this.#wanted = new Set([null, ...this.#chats.keys()]);
    this.#ask();
  }

  /** Asks about a chat, or with `null` which chats there are. */
  want(chatId) {
    if (!this.#asked?.has(chatId)) {
      this.#wanted.add(chatId);
    }
    this.#askWanted();
  }

  /** Whether messages of this chat may be older ones. */
  isAbout(chatId) {
    return this.#asked?.has(chatId) ?? false;
  }

  /** Something came, so an answer is being given. */
  heard() {
    this.#frames++;
  }

  /** Takes the answer, which says of these chats where they stand. */
  answered() {
    this.#stopPatience();
    const asked = this.#asked ?? new Set();
    this.#asked = null;
    return asked;
  }

  /** Goes on with these; later and later while the answers bring nothing new. */
  goOn(chatIds, fruitful) {
    chatIds.forEach((chatId) => this.#wanted.add(chatId));
    if (fruitful) {
      this.#backoff.reset();
      this.#askWanted();
    } else {
      this.#rest();
    }
  }

  /** The question was refused, and will be asked again. */
  refused() {
    this.answered().forEach((chatId) => this.#wanted.add(chatId));
    this.#rest();
  }

  lost() {
    this.#stopPatience();
    this.#stopRest();
    this.#resting = false;
    this.#asked = null;
    this.#wanted.clear();
  }

  #rest() {
    if (!this.#resting) {
      this.#resting = true;
      this.#stopRest = this.#timers.after(this.#backoff.next(), () => {
        this.#resting = false;
        this.#askWanted();
      });
    }
  }

  #askWanted() {
    if (this.#wanted.size > 0 && !this.#asked && !this.#resting) {
      this.#ask();
    }
  }

  #ask() {
    const chats = [];
    this.#asked = new Set();
    for (const chatId of this.#wanted) {
      if (chats.length === MOST_IN_A_FRAME) {
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
    this.#beginPatience();
  }

  #beginPatience() {
    const frames = this.#frames;
    this.#stopPatience = this.#timers.after(this.#options.syncTimeoutMs, () => {
      if (this.#frames === frames) {
        this.#connection.abandon("no answer to sync");
      } else {
        this.#beginPatience();
      }
    });
  }
}
