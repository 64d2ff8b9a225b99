import { ChatsClient, messageOfBus } from "/client/chats-client.js";
import { beforePainting, element, write } from "./dom.js";
import { SwitchableNetwork } from "./network.js";
import { onLanguage, t } from "./texts.js";
import { Transcript } from "./transcript.js";

const PAGE = 20;
const TOAST_MS = 8000;

/** One participant: a real connection, and what its user sees and does. */
export class Participant {
  #chatId;
  #bus;
  #network;
  #transcript;
  #render = beforePainting(() => this.#paint());
  #loading = false;
  #exhausted = false;
  #left = false;
  #everCaughtUp = false;
  #caughtUp = null;
  #waitingSince = 0;
  #firstReplayed = null;
  #toast = null;
  #parts;

  constructor({ id, type, chatId, webSocket, bus, wire, nameOf, removed }) {
    this.id = id;
    this.type = type;
    this.#chatId = chatId;
    this.#bus = bus;
    this.nameOf = nameOf;
    this.#network = new SwitchableNetwork((way, text) => wire.frame(id, way, text));
    this.client = new ChatsClient({
      url: webSocket,
      token: async () => `u${id}`,
      WebSocket: this.#network.WebSocket,
      backlog: PAGE,
      maxMessages: 2000,
    });
    this.#transcript = new Transcript(
      this.client,
      (message) => this.nameOf(message.userId),
      () => this.#loadOlder(),
    );
    this.#parts = this.#build(removed);
    this.root = this.#parts.root;
    this.#listen();
    this.client.watchPresence(chatId);
    this.client.connect();
    onLanguage(this.#render);
    this.#ticker = setInterval(() => this.client.status.state === "waiting" && this.#render(), 500);
    this.#render();
  }

  #ticker;

  get name() {
    return this.nameOf(this.id);
  }

  get unread() {
    return this.client.chat(this.#chatId)?.unread ?? 0;
  }

  get status() {
    return this.client.chat(this.#chatId)?.status;
  }

  get hasLeft() {
    return this.#left;
  }

  /** What is to be done when something about this participant changed. */
  changed = () => {};

  end() {
    clearInterval(this.#ticker);
    this.client.close();
    this.root.remove();
  }

  /** It is shown, or hidden behind a tab. */
  shown() {
    this.#transcript.toEnd();
    this.#render();
  }

  render() {
    this.#render();
  }

  #listen() {
    const { client } = this;
    for (const event of ["chat", "outgoing", "typing", "presence"]) {
      client.on(event, this.#render);
    }
    client.on("state", ({ state }) => {
      if (state === "waiting") {
        this.#waitingSince = Date.now();
      } else if (state === "catchingUp") {
        this.#firstReplayed = null;
        this.#caughtUp = null;
      }
      this.#render();
    });
    client.on("message", ({ message, replayed }) => {
      if (replayed && this.#everCaughtUp) {
        this.#firstReplayed ??= message.seq;
      }
    });
    client.on("caughtUp", (caughtUp) => {
      if (this.#everCaughtUp && caughtUp.messages > 0) {
        this.#caughtUp = caughtUp;
        this.#transcript.markMissed(this.#firstReplayed, caughtUp.messages);
      }
      this.#everCaughtUp = true;
    });
    client.on("left", ({ chatId }) => {
      this.#left ||= chatId === this.#chatId;
      this.#render();
    });
    client.on("consultationUpdate", ({ active, consultationId }) =>
      this.#say(() => t(active ? "updateOn" : "updateOff", { order: consultationId })),
    );
    client.on("clientConnectionError", () => this.#say(() => t("clientGone")));
  }

  #build(removed) {
    const { id, type } = this;
    const parts = {
      avatar: element("span", { className: "avatar", "aria-hidden": "true" }),
      name: element("h3"),
      role: element("span", { className: "role" }),
      unread: element("span", { className: "badge", hidden: true }),
      networkLabel: element("span"),
      network: element("input", { type: "checkbox", role: "switch", checked: true }),
      remove: element("button", { type: "button", className: "quiet", hidden: true, onclick: removed }),
      state: element("p", { className: "state", role: "status" }),
      others: element("p", { className: "others" }),
      toast: element("p", { className: "toast", role: "status", hidden: true }),
      typing: element("p", { className: "typing", "aria-live": "polite" }),
      text: element("textarea", { rows: 1, maxLength: 4096 }),
      send: element("button", { type: "submit", className: "primary" }),
      reads: element("input", { type: "checkbox", checked: true, onchange: this.#render }),
      readsLabel: element("span"),
      note: element("p", { className: "note", hidden: true }),
    };
    parts.network.addEventListener("change", () => this.#switchNetwork());
    parts.form = element("form", { className: "composer" }, parts.text, parts.send);
    parts.form.addEventListener("submit", (event) => this.#submit(event));
    parts.text.addEventListener("input", () => this.#typed());
    parts.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        parts.form.requestSubmit();
      }
    });
    parts.root = element(
      "article",
      { className: "person", id: `person-${id}`, dataset: { type, hue: String(id).slice(-1) } },
      element(
        "header",
        {},
        parts.avatar,
        element("div", { className: "who" }, parts.name, element("p", {}, parts.role, parts.unread)),
        parts.remove,
      ),
      element(
        "div",
        { className: "under" },
        parts.state,
        element("label", { className: "switch" }, parts.networkLabel, parts.network),
        parts.others,
      ),
      parts.toast,
      this.#transcript.root,
      parts.typing,
      parts.note,
      parts.form,
      element("label", { className: "reads" }, parts.reads, parts.readsLabel),
    );
    return parts;
  }

  #submit(event) {
    event.preventDefault();
    const { text } = this.#parts;
    if (text.value.trim() !== "") {
      this.client.send(this.#chatId, { text: text.value.trim() });
      text.value = "";
      this.#typed();
      this.#transcript.toEnd();
    }
    text.focus();
  }

  #typed() {
    const { text } = this.#parts;
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 2, 140)}px`;
    if (text.value !== "") {
      this.client.typing(this.#chatId);
    } else {
      this.client.typing(this.#chatId, false);
    }
  }

  #switchNetwork() {
    if (this.#parts.network.checked) {
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

  async #loadOlder() {
    const chat = this.client.chat(this.#chatId);
    if (this.#loading || this.#exhausted || !chat || chat.firstSeq <= 1) {
      return;
    }
    this.#loading = true;
    try {
      const { messages, users } = await this.#bus.ask("GET", "/chats/chat/history", {
        user_id: this.id,
        chat_id: this.#chatId,
        message_id: chat.messages[0]?.id ?? 0,
        count: PAGE,
      });
      const taken = this.client.addHistory(this.#chatId, messages.map(messageOfBus), users);
      this.#exhausted = taken === 0;
    } catch {
      // The wire shows why; scrolling asks again.
    } finally {
      this.#loading = false;
    }
  }

  #paint() {
    const { client, type, name } = this;
    const parts = this.#parts;
    const chat = client.chat(this.#chatId);
    const closed = chat?.status === "closed";
    write(parts.name, name);
    write(parts.avatar, initials(name));
    write(parts.role, `${t(type)} · u${this.id}`);
    write(parts.networkLabel, t("network"));
    parts.network.setAttribute("aria-label", t("networkOf", { name }));
    write(parts.remove, t("remove"));
    parts.remove.hidden = !this.#left;
    write(parts.readsLabel, t("reads"));
    write(parts.send, t("send"));
    parts.text.placeholder = t("write");
    parts.text.setAttribute("aria-label", t("writeAs", { name }));
    this.#transcript.root.setAttribute("aria-label", t("messagesOf", { name }));
    write(parts.note, this.#left ? t("leftNote") : t("closedNote"));
    parts.note.hidden = !this.#left && !closed;
    parts.form.hidden = this.#left || closed;
    parts.reads.parentElement.hidden = this.#left;
    parts.toast.hidden = this.#toast === null;
    write(parts.toast, this.#toast?.text() ?? "");
    parts.root.dataset.state = client.status.state;
    parts.root.classList.toggle("left", this.#left);
    write(parts.state, this.#stateText());
    parts.others.replaceChildren(...this.#others(chat));
    write(parts.typing, [...(chat?.typing.values() ?? [])].join(" "));
    if (!this.#left) {
      this.#transcript.render(chat, client.outgoing(this.#chatId));
    }
    this.#readAlong(chat);
    parts.unread.hidden = this.unread === 0;
    write(parts.unread, t("unread", { count: this.unread }));
    this.changed();
  }

  #readAlong(chat) {
    const visible = this.root.offsetParent !== null && !document.hidden;
    if (chat && visible && this.#parts.reads.checked && this.#transcript.isAtEnd) {
      this.client.markRead(this.#chatId);
    }
  }

  #stateText() {
    const { state, retryInMs, code, reason } = this.client.status;
    if (state === "online" && this.#caughtUp) {
      return t("caughtUp", { count: this.#caughtUp.messages, ms: this.#caughtUp.ms });
    }
    const seconds = Math.ceil(Math.max(0, this.#waitingSince + retryInMs - Date.now()) / 1000);
    return t(state, { seconds, code, reason });
  }

  #others(chat) {
    return (chat?.opponents ?? []).map((opponent) => {
      const status = chat.presence.get(opponent.id) ?? "unknown";
      const label = t(`is${status[0].toUpperCase()}${status.slice(1)}`);
      const name = this.nameOf(opponent.id);
      return element("span", { className: `presence ${status}` }, `${name}: ${label}`);
    });
  }
}

function initials(name) {
  return name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .slice(0, 2)
    .join("");
}
