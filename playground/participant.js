import { ChatsClient } from "/client/chats-client.js";
import { beforePainting } from "./dom.js";
import { History, PAGE } from "./history.js";
import { SwitchableNetwork } from "./network.js";
import { PersonView } from "./person-view.js";
import { onLanguage, t } from "./texts.js";
import { Transcript } from "./transcript.js";

const TOAST_MS = 8000;
const COUNTDOWN_MS = 500;

/** One participant: a real connection, with the panel of its user. */
export class Participant {
  #chatId;
  #nameOf;
  #label;
  #network;
  #transcript;
  #view;
  #render = beforePainting(() => this.#paint());
  #stopTranslating;
  #countdown;
  #hasLeft = false;
  #everCaughtUp = false;
  #caughtUp = null;
  #firstReplayed = null;
  #waitingSince = 0;
  #toast = null;

  /** Is called after each change; to be set by the owner of this participant. */
  changed = () => {};

  constructor({ id, type, chatId, webSocket, bus, wire, nameOf, label, removed }) {
    this.id = id;
    this.type = type;
    this.#chatId = chatId;
    this.#nameOf = nameOf;
    this.#label = label;
    this.#network = new SwitchableNetwork((way, text) => wire.frame(id, way, text));
    this.client = new ChatsClient({
      url: webSocket,
      token: async () => `u${id}`,
      WebSocket: this.#network.WebSocket,
      backlog: PAGE,
      maxMessages: 2000,
    });
    const history = new History(bus, this.client, id, chatId);
    this.#transcript = new Transcript(
      this.client,
      (message) => nameOf(message.userId),
      () => history.load(),
    );
    this.#view = new PersonView(id, type, this.#transcript.root, this.#does(removed));
    this.root = this.#view.root;
    this.#begin();
  }

  get unread() {
    return this.client.chat(this.#chatId)?.unread ?? 0;
  }

  get status() {
    return this.client.chat(this.#chatId)?.status;
  }

  get hasLeft() {
    return this.#hasLeft;
  }

  end() {
    clearInterval(this.#countdown);
    clearTimeout(this.#toast?.timer);
    this.#stopTranslating();
    this.client.close();
    this.root.remove();
  }

  /** Notes that the panel is shown, or hidden behind a tab. */
  shown() {
    this.#transcript.toEnd();
    this.#render();
  }

  render() {
    this.#render();
  }

  #begin() {
    this.#listen();
    this.#stopTranslating = onLanguage(this.#render);
    this.#countdown = setInterval(() => {
      if (this.client.status.state === "waiting") {
        this.#render();
      }
    }, COUNTDOWN_MS);
    this.client.watchPresence(this.#chatId);
    this.client.connect();
    this.#render();
  }

  #does(removed) {
    return {
      removed,
      said: (text) => {
        this.client.send(this.#chatId, { text });
        this.#transcript.toEnd();
      },
      typed: (isTyping) => this.client.typing(this.#chatId, isTyping),
      switchedNetwork: (isOn) => this.#switchNetwork(isOn),
      changedReading: this.#render,
    };
  }

  #listen() {
    const { client } = this;
    for (const event of ["chat", "outgoing", "typing", "presence"]) {
      client.on(event, this.#render);
    }
    client.on("state", (status) => this.#stateChanged(status));
    client.on("message", ({ message, replayed }) => {
      if (replayed && this.#everCaughtUp) {
        this.#firstReplayed ??= message.seq;
      }
    });
    client.on("caughtUp", (caughtUp) => this.#returned(caughtUp));
    client.on("left", ({ chatId }) => {
      this.#hasLeft ||= chatId === this.#chatId;
      this.#render();
    });
    client.on("consultationUpdate", ({ active, consultationId }) =>
      this.#say(() => t(active ? "updateOn" : "updateOff", { order: consultationId })),
    );
    client.on("clientConnectionError", () => this.#say(() => t("clientGone")));
  }

  #stateChanged({ state }) {
    if (state === "waiting") {
      this.#waitingSince = Date.now();
    } else if (state === "catchingUp") {
      this.#firstReplayed = null;
      this.#caughtUp = null;
    }
    this.#render();
  }

  /** Missed messages are marked, but not those from before the participant joined. */
  #returned(caughtUp) {
    if (this.#everCaughtUp && caughtUp.messages > 0) {
      this.#caughtUp = caughtUp;
      this.#transcript.markMissed(this.#firstReplayed, caughtUp.messages);
    }
    this.#everCaughtUp = true;
  }

  #switchNetwork(isOn) {
    if (isOn) {
      this.#network.restore();
      this.client.wake();
    } else {
      this.#network.cut();
    }
    this.#render();
  }

  #say(text) {
    clearTimeout(this.#toast?.timer);
    const timer = setTimeout(() => {
      this.#toast = null;
      this.#render();
    }, TOAST_MS);
    this.#toast = { text, timer };
    this.#render();
  }

  #paint() {
    const chat = this.client.chat(this.#chatId);
    this.#view.paintPerson({ id: this.id, name: this.#nameOf(this.id), label: this.#label() });
    this.#view.paintConnection({
      state: this.#network.isCut ? "cut" : this.client.status.state,
      stateText: this.#stateText(),
      toast: this.#toast?.text() ?? "",
    });
    if (!this.#hasLeft) {
      this.#transcript.render(chat, this.client.outgoing(this.#chatId));
    }
    this.#readAlong(chat);
    this.#view.paintChat({
      hasLeft: this.#hasLeft,
      isClosed: chat?.status === "closed",
      unread: this.unread,
      others: this.#others(chat),
      typing: [...(chat?.typing.values() ?? [])].join(" "),
    });
    this.changed();
  }

  #readAlong(chat) {
    const isVisible = this.root.offsetParent !== null && !document.hidden;
    if (chat && isVisible && this.#view.reads && this.#transcript.isAtEnd) {
      this.client.markRead(this.#chatId);
    }
  }

  #stateText() {
    if (this.#network.isCut) {
      return t("cut");
    }
    const { state, retryInMs, code, reason } = this.client.status;
    if (state === "online" && this.#caughtUp) {
      return t("caughtUp", { count: this.#caughtUp.messages, ms: this.#caughtUp.ms });
    }
    const seconds = Math.ceil(Math.max(0, this.#waitingSince + retryInMs - Date.now()) / 1000);
    return t(state, { seconds, code, reason });
  }

  /** Presence is not reported to bots, since they are opponents of no one. */
  #others(chat) {
    const opponents = this.type === "bot" ? [] : (chat?.opponents ?? []);
    return opponents.map(({ id }) => ({
      name: this.#nameOf(id),
      status: chat.presence.get(id) ?? "unknown",
    }));
  }
}
