const MAX_UNREAD = 1000;

/**
 * The known state of one chat: the newest messages without a gap, read marks, typing and presence.
 * Only the client changes it.
 */
export class Chat {
  #maxMessages;
  #me = () => null;
  #opponentReadId = 0;

  constructor(id, me, maxMessages) {
    this.id = id;
    this.#me = me;
    this.#maxMessages = maxMessages;
    this.status = "opened";
    this.version = 0;
    this.opponents = [];
    /** In the order of `seq`, which rises by one from each message to the next. */
    this.messages = [];
    /** The `seq` of the newest message, after which the next sync starts. */
    this.lastSeq = 0;
    this.readSeq = 0;
    this.opponentReadSeq = 0;
    this.unread = 0;
    /** The text to show, by user. */
    this.typing = new Map();
    /** `online`, `offline` or `unknown`, by user. */
    this.presence = new Map();
  }

  /** The `seq` of the oldest message in `messages`, or of the next message when there is none. */
  get firstSeq() {
    return this.lastSeq - this.messages.length + 1;
  }

  /** Returns whether the other side has read this message of the user. */
  isRead(message) {
    return message.status === "read" || message.seq <= this.opponentReadSeq;
  }

  /** Drops all messages; the next one to accept is the one after that `seq`. */
  startAfter(seq) {
    this.messages = [];
    this.lastSeq = seq;
    this.readSeq = 0;
    this.opponentReadSeq = 0;
    this.#opponentReadId = 0;
    this.version = 0;
  }

  /** Accepts a message; returns `added`, `known`, or `gap` when messages before it are missing. */
  accept(message) {
    if (message.seq <= this.lastSeq) {
      this.#replace(message);
      return "known";
    }
    if (message.seq > this.lastSeq + 1) {
      return "gap";
    }
    this.messages.push(message);
    this.lastSeq = message.seq;
    if (this.messages.length > this.#maxMessages) {
      this.messages.splice(0, this.messages.length - this.#maxMessages);
    }
    this.typing.delete(message.userId);
    if (message.seq > this.readSeq && this.#countsAsUnread(message)) {
      this.unread = Math.min(MAX_UNREAD, this.unread + 1);
    }
    if (message.id <= this.#opponentReadId) {
      this.opponentReadSeq = Math.max(this.opponentReadSeq, message.seq);
    }
    return "added";
  }

  /** Adds older messages that adjoin the present ones; returns the number of added messages. */
  prepend(older) {
    const room = this.#maxMessages - this.messages.length;
    const joining = [];
    for (const message of [...older].sort((a, b) => b.seq - a.seq)) {
      if (joining.length < room && message.seq === this.firstSeq - joining.length - 1) {
        joining.unshift(message);
      }
    }
    this.messages.unshift(...joining);
    this.#recount();
    return joining.length;
  }

  /** Updates the state from a `sync` or `chat` frame, unless the frame is older than the state. */
  update({ version, status, opponents, readSeq, opponentReadSeq, unreadCount }) {
    if (version >= this.version) {
      this.version = version;
      this.status = status ?? this.status;
      this.#setOpponents(opponents ?? this.opponents);
    }
    this.readSeq = Math.max(this.readSeq, readSeq ?? 0);
    this.opponentReadSeq = Math.max(this.opponentReadSeq, opponentReadSeq ?? 0);
    if (unreadCount !== undefined) {
      this.unread = unreadCount;
      this.#recount();
    }
  }

  /** Notes that a user has read everything up to a message. Read marks only move forward. */
  readBy(userId, messageId) {
    if (userId === this.#me()) {
      this.readUpTo(this.#seqOf(messageId));
    } else if (this.#isOtherSide(userId)) {
      this.#opponentReadId = Math.max(this.#opponentReadId, messageId);
      this.opponentReadSeq = Math.max(this.opponentReadSeq, this.#seqOf(messageId));
    }
  }

  /** Moves the read mark of the user forward. */
  readUpTo(seq) {
    if (seq > this.readSeq) {
      this.readSeq = seq;
      this.#recount();
    }
  }

  #setOpponents(opponents) {
    this.opponents = opponents;
    const ids = new Set(opponents.map((opponent) => opponent.id));
    for (const map of [this.typing, this.presence]) {
      [...map.keys()].filter((id) => !ids.has(id)).forEach((id) => map.delete(id));
    }
  }

  #replace(message) {
    const index = message.seq - this.firstSeq;
    if (index >= 0 && this.messages[index]) {
      this.messages[index] = message;
    }
  }

  /** The other side of clients is the staff, and of the staff the clients. */
  #isOtherSide(userId) {
    const clients = this.opponents.filter((opponent) => opponent.user_type === "client");
    return clients.length === 0 || clients.some((opponent) => opponent.id === userId);
  }

  /** The `seq` of the newest message up to that id; 0 when all messages here are newer. */
  #seqOf(messageId) {
    for (let i = this.messages.length - 1; i >= 0; i--) {
      if (this.messages[i].id <= messageId) {
        return this.messages[i].seq;
      }
    }
    return 0;
  }

  #countsAsUnread(message) {
    return message.userId !== this.#me() && message.type !== "system";
  }

  /** Counts anew if all messages after the read mark are here; else keeps the server's number. */
  #recount() {
    if (this.firstSeq <= this.readSeq + 1) {
      const unread = this.messages.filter((m) => m.seq > this.readSeq && this.#countsAsUnread(m));
      this.unread = Math.min(MAX_UNREAD, unread.length);
    }
  }
}
