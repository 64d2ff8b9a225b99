import { Backoff } from "./backoff.js";
import { messageOfBus } from "./bus-shapes.js";
import { CatchUp } from "./catch-up.js";
import { Chat } from "./chat.js";
import { isRetryable } from "./codes.js";
import { Connection } from "./connection.js";
import { Emitter } from "./emitter.js";
import { optionsOf } from "./options.js";
import { Outbox } from "./outbox.js";
import { ReadMarks } from "./read-marks.js";
import { Timers } from "./timers.js";
import { OthersTyping, OwnTyping } from "./typing.js";

export { messageOfBus };

/**
 * A client of Chats. It keeps a connection, and keeps its state while there is none: afterwards it
 * fetches missed messages and sends again what was not acknowledged. Its user sees every message of
 * a chat once and in order. See chats-client.d.ts for the types, README.md for how to use it.
 */
export class ChatsClient {
  #options;
  #emitter = new Emitter();
  #timers;
  #chats = new Map();
  #users = new Map();
  #watched = new Map();
  #connection;
  #catchUp;
  #outbox;
  #marks;
  #ownTyping;
  #othersTyping;
  #userId = null;
  #missed = 0;
  #openedAt = 0;

  constructor(given) {
    const options = (this.#options = optionsOf(given));
    const timers = (this.#timers = new Timers(options.clock));
    const backoff = (first, longest) => new Backoff(first, longest, options.random);
    this.#connection = new Connection(
      options,
      timers,
      backoff(options.reconnectFirstMs, options.reconnectLongestMs),
      {
        opened: (hello) => this.#opened(hello),
        frame: (frame) => this.#frame(frame),
        lost: () => this.#lost(),
        changed: (status) => this.#emitter.emit("state", status),
      },
    );
    this.#catchUp = new CatchUp(
      options,
      timers,
      backoff(options.retryFirstMs, options.retryLongestMs),
      this.#connection,
      this.#chats,
    );
    this.#outbox = new Outbox(options, timers, options.random, (outgoing) =>
      this.#emitter.emit("outgoing", outgoing),
    );
    this.#marks = new ReadMarks(options, timers);
    this.#ownTyping = new OwnTyping(options, timers);
    this.#othersTyping = new OthersTyping(options, timers, (chat, userId) =>
      this.#emitter.emit("typing", { chatId: chat.id, userId, text: chat.typing.get(userId) }),
    );
  }

  /** Adds a listener; returns a function that removes it. */
  on(type, listener) {
    return this.#emitter.on(type, listener);
  }

  /** Connects, and stays connected until `close`. */
  connect() {
    this.#connection.start();
  }

  /** Ends the connection and all timers; keeps chats and pending messages for `connect`. */
  close() {
    this.#connection.stop();
  }

  /** Reconnects now, or checks the connection: for pages that are shown, or online again. */
  wake() {
    this.#connection.wake();
  }

  get status() {
    return this.#connection.status;
  }

  /** The user of the connection; null before the first one. */
  get userId() {
    return this.#userId;
  }

  chats() {
    return [...this.#chats.values()];
  }

  chat(chatId) {
    return this.#chats.get(chatId);
  }

  user(userId) {
    return this.#users.get(userId);
  }

  /** Messages of the user in a chat that are not stored yet, in order. */
  outgoing(chatId) {
    return this.#outbox.of(chatId);
  }

  /** Catches up on a chat from that `seq` on: for chats that were shown in an earlier run. */
  track(chatId, seq = 0) {
    if (!this.#chats.has(chatId)) {
      this.#newChat(chatId, seq);
      if (this.status.state === "online") {
        this.#catchUp.want(chatId);
      }
    }
  }

  /** Writes a message; it is pending at once, and sent as soon as possible. */
  send(chatId, { text = "", type = "message", params = {}, fileId, clientMessageId } = {}) {
    const outgoing = {
      clientMessageId: clientMessageId ?? this.#options.newId(),
      chatId,
      type,
      text: String(text),
      params,
      fileId,
      createdAt: this.#timers.now(),
      state: "pending",
      error: null,
    };
    this.#ownTyping.reset(chatId);
    this.#outbox.add(outgoing);
    return outgoing;
  }

  /** Sends a failed message again, with the same id. */
  retry(clientMessageId) {
    return this.#outbox.retry(clientMessageId);
  }

  /** Drops a message. The server may store it all the same, if it was sent already. */
  discard(clientMessageId) {
    return this.#outbox.discard(clientMessageId);
  }

  /** Marks all messages up to that `seq` as read; by default all that are here. */
  markRead(chatId, seq = Infinity) {
    const chat = this.#chats.get(chatId);
    const last = chat?.messages.findLast((message) => message.seq <= seq);
    if (last && last.seq > chat.readSeq) {
      chat.readUpTo(last.seq);
      this.#marks.mark(chatId, last.id);
      this.#emitter.emit("chat", chat);
    }
  }

  /** Reports typing; to be called at every key, and with false when the user stops. */
  typing(chatId, isTyping = true) {
    if (this.status.state === "online") {
      const status = this.#ownTyping.status(chatId, isTyping);
      if (status) {
        this.#connection.send({ type: "typing", data: { chatId, status } });
      }
    }
  }

  /** Keeps the presence of the opponents up to date; returns a function that ends it. */
  watchPresence(chatId) {
    const watch = {};
    const watches = this.#watched.get(chatId) ?? new Set();
    this.#watched.set(chatId, watches.add(watch));
    this.#askPresence(chatId);
    return () => {
      watches.delete(watch);
      if (watches.size === 0 && this.#watched.get(chatId) === watches) {
        this.#watched.delete(chatId);
      }
    };
  }

  /** Reports that the user joined a consultation. */
  join(consultationId) {
    return this.#connection.send({ type: "join", data: { consultationId } });
  }

  /** Adds older messages that adjoin the present ones; returns the number of added messages. */
  addHistory(chatId, messages, users = []) {
    this.#rememberUsers(users);
    const taken = this.#chats.get(chatId)?.prepend(messages) ?? 0;
    if (taken > 0) {
      this.#emitter.emit("chat", this.#chats.get(chatId));
    }
    return taken;
  }

  #opened(hello) {
    if (this.#userId !== null && this.#userId !== hello.userId) {
      // Pending messages of one user must never be sent as another user.
      this.#connection.giveUp(4401, "the token is another user's");
      return;
    }
    this.#userId = hello.userId;
    this.#missed = 0;
    this.#openedAt = this.#timers.now();
    this.#catchUp.begin();
  }

  #lost() {
    this.#catchUp.lost();
    this.#outbox.closed();
    this.#marks.closed();
    this.#othersTyping.lost(this.#chats.values());
    for (const chat of this.#chats.values()) {
      if (chat.presence.size > 0) {
        chat.presence.forEach((_, userId) => chat.presence.set(userId, "unknown"));
        this.#emitter.emit("presence", { chatId: chat.id });
      }
    }
  }

  #frame(frame) {
    const data = frame.data ?? {};
    this.#catchUp.received();
    switch (frame.type) {
      case "message":
        return this.#messages(data);
      case "messageStatus":
        return this.#messageStatus(data);
      case "opponentStatus":
        return this.#opponentStatus(data);
      case "typing":
        return this.#typing(data);
      case "chat":
        return this.#chat(data);
      case "sync":
        return this.#sync(data);
      case "error":
        return this.#error(frame);
      case "consultationUpdate":
      case "clientConnectionError":
        return this.#emitter.emit(frame.type, data);
      default:
        return this.#emitter.emit("custom", frame);
    }
  }

  #messages({ messages = [], users = [] }) {
    this.#rememberUsers(users);
    const changed = new Set();
    for (const message of messages) {
      if (this.#message(message)) {
        changed.add(this.#chats.get(message.chatId));
      }
    }
    changed.forEach((chat) => this.#emitter.emit("chat", chat));
  }

  /** Returns whether the chat has changed. */
  #message(message) {
    const { chatId, seq } = message;
    const replayed = this.#catchUp.isAbout(chatId);
    const chat = this.#chats.get(chatId) ?? this.#discover(chatId, seq);
    const outcome = chat.accept(message);
    if (outcome === "gap") {
      // The answer to the request has the messages of the gap, and those after it.
      this.#catchUp.want(chatId);
      return false;
    }
    if (message.userId === this.#userId) {
      this.#outbox.stored(message);
    }
    if (outcome === "added") {
      this.#missed++;
      this.#emitter.emit("message", { chatId, message, replayed });
    }
    return outcome === "added";
  }

  #messageStatus({ chatId, messageId, userId }) {
    const chat = this.#chats.get(chatId);
    if (!chat) {
      return;
    }
    chat.readBy(userId, messageId);
    if (userId === this.#userId) {
      this.#marks.confirmed(chatId, messageId);
    }
    this.#emitter.emit("read", { chatId, userId, messageId });
    this.#emitter.emit("chat", chat);
  }

  #opponentStatus({ chatId, users = [] }) {
    const chat = this.#chats.get(chatId);
    if (chat) {
      users.forEach(({ userId, status }) => chat.presence.set(userId, status));
      this.#emitter.emit("presence", { chatId });
    }
  }

  #typing(data) {
    const chat = this.#chats.get(data.chatId);
    if (chat) {
      this.#othersTyping.received(chat, data);
    }
  }

  #chat(data) {
    const chat = this.#chats.get(data.chatId);
    if (data.left) {
      this.#leave(data.chatId);
    } else if (chat) {
      this.#rememberUsers(data.opponents ?? []);
      chat.update(data);
      this.#emitter.emit("chat", chat);
      this.#askPresence(data.chatId);
    } else {
      this.#catchUp.want(null);
    }
  }

  /** Takes an answer, or a part of it: with `more` another one follows, about other chats. */
  #sync({ chats = [], more = false }) {
    for (const entry of chats) {
      if (entry.left) {
        this.#leave(entry.chatId);
        this.#catchUp.covered(entry.chatId, false);
      } else {
        const isBehind = this.#updateChat(entry) < entry.seq;
        this.#catchUp.covered(entry.chatId, isBehind, entry.reset ?? false);
      }
    }
    if (!more) {
      this.#answered();
    }
  }

  #answered() {
    const { behind, fruitful } = this.#catchUp.answered();
    if (this.status.state === "catchingUp") {
      this.#caughtUp();
    }
    this.#catchUp.goOn(behind, fruitful);
  }

  /** Updates a chat from a `sync` entry; returns the `seq` of its newest message here. */
  #updateChat(entry) {
    const { chatId, seq } = entry;
    const tail = Math.max(0, seq - this.#options.backlog);
    let chat = this.#chats.get(chatId);
    if (!chat) {
      chat = this.#newChat(chatId, tail);
    } else if (entry.reset) {
      chat.startAfter(tail);
      this.#marks.forget(chatId);
      this.#emitter.emit("reset", { chatId });
    }
    this.#rememberUsers(entry.opponents ?? []);
    chat.update(entry);
    this.#emitter.emit("chat", chat);
    return chat.lastSeq;
  }

  #caughtUp() {
    this.#connection.established();
    if (this.status.state !== "online") {
      return;
    }
    const send = (frame) => this.#connection.send(frame);
    this.#emitter.emit("caughtUp", {
      messages: this.#missed,
      ms: this.#timers.now() - this.#openedAt,
    });
    this.#outbox.opened(send);
    this.#marks.opened(send);
    this.#watched.forEach((_, chatId) => this.#askPresence(chatId));
  }

  #error({ error, request, clientMessageId }) {
    const { code, message } = error ?? {};
    if (clientMessageId) {
      this.#outbox.refused(clientMessageId, code, message);
      return;
    }
    if (request === "message") {
      this.#outbox.refusedUnnamed(code, message);
    } else if (request === "sync") {
      this.#catchUp.refused();
    } else if (request === "messageStatus") {
      this.#marks.refused(isRetryable(code));
    }
    this.#emitter.emit("error", { code, message, request });
  }

  #leave(chatId) {
    this.#chats.delete(chatId);
    this.#marks.forget(chatId);
    this.#outbox.discardAll(chatId);
    this.#emitter.emit("left", { chatId });
  }

  /** Adds a chat whose first sign is a message. */
  #discover(chatId, seq) {
    const chat = this.#newChat(chatId, Math.max(0, seq - 1 - this.#options.backlog));
    this.#catchUp.want(chatId);
    return chat;
  }

  #newChat(chatId, seq) {
    const chat = new Chat(chatId, () => this.#userId, this.#options.maxMessages);
    chat.startAfter(seq);
    this.#chats.set(chatId, chat);
    return chat;
  }

  #askPresence(chatId) {
    if (this.#watched.has(chatId) && this.status.state === "online") {
      this.#connection.send({ type: "opponentStatus", data: { chatId } });
    }
  }

  #rememberUsers(users) {
    for (const user of users) {
      this.#users.delete(user.id);
      this.#users.set(user.id, user);
    }
    while (this.#users.size > this.#options.maxUsers) {
      this.#users.delete(this.#users.keys().next().value);
    }
  }
}
