/** A simulated server after spec 6, kept short enough to be compared with that description. */
export class SimulatedServer {
  #clock;
  #nextId = 1;
  chats = new Map();
  sessions = new Set();
  /** Every received frame, with its user. */
  received = [];
  /** Decides the result of a post: null to carry it out, or `{code, stored}`. */
  refusal = () => null;
  /** Decides how often a live frame is sent: 0 loses it. */
  copies = () => 1;
  /** The number of chats in a `sync` frame. */
  pageSize = 200;
  /** Decides on a connection: null to accept it, or `{code, reason}` to close it with. */
  turnedAway = () => null;

  constructor(clock) {
    this.#clock = clock;
  }

  chat(id, users) {
    const members = new Map(Object.entries(users).map(([user, type]) => [Number(user), type]));
    const chat = { id, members, messages: [], status: "opened", version: 1, reads: new Map() };
    this.chats.set(id, chat);
    return chat;
  }

  connected(link, parameters) {
    const away = this.turnedAway(parameters);
    if (away) {
      link.close(away.code, away.reason);
      return;
    }
    const session = { link, user: Number(parameters.get("token").slice(1)), live: false };
    this.sessions.add(session);
    link.closed = () => this.sessions.delete(session);
    link.received = (frame) => this.#handle(session, frame);
    link.frame({ type: "hello", data: { userId: session.user, protocol: 1, limits: {} } });
  }

  #handle(session, frame) {
    this.received.push({ user: session.user, ...frame });
    const { data } = frame;
    switch (frame.type) {
      case "sync":
        return this.#sync(session, data.chats);
      case "message":
        return this.#posts(session, data.messages);
      case "messageStatus":
        return this.#read(session, data);
      case "ping":
        return session.link.frame({ type: "pong", data: {} });
      case "typing":
        return this.#live(this.chats.get(data.chatId), {
          type: "typing",
          data: { ...data, userId: session.user, message: "…" },
        });
      case "opponentStatus": {
        const users = this.#opponents(this.chats.get(data.chatId), session.user);
        const there = users.map(({ id }) => ({ userId: id, status: "online" }));
        return session.link.frame({ type: frame.type, data: { ...data, users: there } });
      }
    }
  }

  #sync(session, listed) {
    const entries = [];
    const standings = new Map();
    for (const { chatId, seq } of listed) {
      const chat = this.chats.get(chatId);
      if (!chat?.members.has(session.user)) {
        entries.push({ chatId, left: true });
      } else {
        const reset = seq > chat.messages.length;
        reset || this.#replay(session, chat, seq);
        standings.set(chat, reset);
      }
    }
    for (const chat of this.chats.values()) {
      if (chat.members.has(session.user) && chat.status === "opened" && !standings.has(chat)) {
        standings.set(chat, false);
      }
    }
    standings.forEach((reset, chat) => entries.push(this.#standing(session, chat, reset)));
    this.#answer(session, entries);
    session.live = true;
  }

  #answer(session, entries) {
    for (let from = 0; from === 0 || from < entries.length; from += this.pageSize) {
      const chats = entries.slice(from, from + this.pageSize);
      const more = from + this.pageSize < entries.length;
      session.link.frame({ type: "sync", data: { chats, ...(more && { more }) } });
    }
  }

  #replay(session, chat, seq) {
    for (let from = seq; from < chat.messages.length; from += 20) {
      const messages = chat.messages.slice(from, from + 20);
      session.link.frame({ type: "message", data: { messages, users: [] } });
    }
  }

  #standing(session, chat, reset) {
    const readSeq = chat.reads.get(session.user) ?? 0;
    const opponents = this.#opponents(chat, session.user);
    return {
      chatId: chat.id,
      seq: chat.messages.length,
      version: chat.version,
      status: chat.status,
      readSeq,
      opponentReadSeq: Math.max(0, ...opponents.map(({ id }) => chat.reads.get(id) ?? 0)),
      unreadCount: this.unread(chat, session.user),
      opponents,
      ...(reset && { reset }),
    };
  }

  unread(chat, user) {
    const readSeq = chat.reads.get(user) ?? 0;
    return chat.messages.filter((m) => m.seq > readSeq && m.userId !== user).length;
  }

  #opponents(chat, user) {
    return [...chat.members]
      .filter(([other]) => other !== user)
      .map(([id, user_type]) => ({ id, user_type, firstName: `User ${id}` }));
  }

  #posts(session, posts) {
    const byChat = Map.groupBy
      ? Map.groupBy(posts, (post) => post.chatId)
      : posts.reduce((m, p) => m.set(p.chatId, [...(m.get(p.chatId) ?? []), p]), new Map());
    byChat.forEach((ofChat, chatId) => {
      const refusal = this.refusal(ofChat, session.user);
      if (!refusal || refusal.stored) {
        this.post(chatId, session.user, ofChat, refusal ? null : session);
      }
      if (refusal) {
        for (const { clientMessageId } of ofChat) {
          const error = { code: refusal.code, message: "refused" };
          session.link.frame({ type: "error", request: "message", clientMessageId, error });
        }
      }
    });
  }

  /** Stores and delivers a new message; delivers a repeated one to the session that sent it. */
  post(chatId, userId, posts, session) {
    const chat = this.chats.get(chatId);
    const fresh = [];
    const repeated = [];
    for (const post of posts) {
      const same = (m) => m.userId === userId && m.clientMessageId === post.clientMessageId;
      const first = post.clientMessageId && chat.messages.find(same);
      if (first) {
        repeated.push({ ...first, repeated: true });
      } else {
        const message = {
          ...post,
          id: this.#nextId++,
          seq: chat.messages.length + 1,
          userId,
          sender: chat.members.get(userId),
          status: "recd",
          insertDate: new Date(this.#clock.now()).toISOString(),
        };
        chat.messages.push(message);
        chat.version++;
        fresh.push(message);
      }
    }
    if (repeated.length > 0) {
      session?.link.frame({ type: "message", data: { messages: repeated, users: [] } });
    }
    if (fresh.length > 0) {
      this.#live(chat, { type: "message", data: { messages: fresh, users: [] } });
    }
  }

  #read(session, { chatId, messageId }) {
    const chat = this.chats.get(chatId);
    const seq = chat.messages.find((m) => m.id === messageId)?.seq ?? 0;
    chat.reads.set(session.user, Math.max(seq, chat.reads.get(session.user) ?? 0));
    const data = { status: "read", chatId, messageId, userId: session.user };
    this.#live(chat, { type: "messageStatus", data });
  }

  #live(chat, frame) {
    for (const session of this.sessions) {
      if (session.live && chat.members.has(session.user)) {
        for (let copies = this.copies(frame, session); copies > 0; copies--) {
          session.link.frame(frame);
        }
      }
    }
  }

  /** Sends a frame to every session of the user. */
  tell(user, frame) {
    for (const session of this.sessions) {
      if (session.user === user) {
        session.link.frame(frame);
      }
    }
  }

  /** Returns the frames of these types that were received from the user. */
  from(user, type) {
    return this.received.filter((frame) => frame.user === user && frame.type === type);
  }
}
