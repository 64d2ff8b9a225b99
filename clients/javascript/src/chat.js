const MOST_UNREAD = 1000;

/**
 * What is known of one chat: the newest messages without a hole, and where everybody stands. Only
 * the client changes it.
 */
export class Chat {
  #most;
  #me = () => null;
  #opponentReadId = 0;

  constructor(id, me, most) {
    this.id = id;
    this.#me = me;
    this.#most = most;
    this.status = "opened";
    this.version = 0;
    this.opponents = [];
    /** In order; `seq` rises by one from each to the next. */
    this.messages = [];
    /** The `seq` of the newest message; what the next sync starts from. */
    this.lastSeq = 0;
    this.readSeq = 0;
    this.opponentReadSeq = 0;
    this.unread = 0;
    /** By user: the text to show. */
    this.typing = new Map();
    /** By user: `online`, `offline` or `unknown`. */
    this.presence = new Map();
  }

  /** The `seq` of the oldest message held here, or of the next one when there is none. */
  get firstSeq() {
    return this.lastSeq - this.messages.length + 1;
  }

  /** Whether one of the other side has read this message of one's own. */
  isRead(message) {
    return message.status === "read" || message.seq <= this.opponentReadSeq;
  }

  /** Starts anew after that `seq`, with no messages. */
  startAfter(seq) {
    this.messages = [];
    this.lastSeq = seq;
    this.readSeq = 0;
    this.opponentReadSeq = 0;
    this.#opponentReadId = 0;
    this.version = 0;
  }

  /** Takes a message: `added`, `known` already, or a `gap` lies before it and it was not taken. */
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
    if (this.messages.length > this.#most) {
      this.messages.splice(0, this.messages.length - this.#most);
    }
    this.typing.delete(message.userId);
    if (message.seq > this.readSeq && this.#countsAsUnread(message)) {
      this.unread = Math.min(MOST_UNREAD, this.unread + 1);
    }
    if (message.id <= this.#opponentReadId) {
      this.opponentReadSeq = Math.max(this.opponentReadSeq, message.seq);
    }
    return "added";
  }

  /** Puts older messages before those held, as far as they join; returns how many were taken. */
  prepend(older) {
    const room = this.#most - this.messages.length;
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

  /** Takes how things stand from a `sync` or `chat` frame; what is older than known is ignored. */
  stands({ version, status, opponents, readSeq, opponentReadSeq, unreadCount }) {
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

  /** Everything up to that message was read by that user. Marks only move forward. */
  readBy(userId, messageId) {
    if (userId === this.#me()) {
      this.readUpTo(this.#seqOf(messageId));
    } else if (this.#isOtherSide(userId)) {
      this.#opponentReadId = Math.max(this.#opponentReadId, messageId);
      this.opponentReadSeq = Math.max(this.opponentReadSeq, this.#seqOf(messageId));
    }
  }

  /** One has read up to there oneself. */
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

  /** Clients read what staff wrote, and staff what clients wrote; one's own kind does not count. */
  #isOtherSide(userId) {
    const clients = this.opponents.filter((opponent) => opponent.user_type === "client");
    return clients.length === 0 || clients.some((opponent) => opponent.id === userId);
  }

  /** The `seq` of the newest message up to that id; 0 where it is older than all that are held. */
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

  /** Exact when everything after the read mark is here; else the server's number stands. */
  #recount() {
    if (this.firstSeq <= this.readSeq + 1) {
      const unread = this.messages.filter((m) => m.seq > this.readSeq && this.#countsAsUnread(m));
      this.unread = Math.min(MOST_UNREAD, unread.length);
    }
  }
}
