import { element, write } from "./dom.js";
import { Participant } from "./participant.js";
import { onLanguage, t } from "./texts.js";

const byId = (id) => document.getElementById(id);

/** One consultation on the page: its participants side by side, and its buttons. */
export class Stage {
  #consultation;
  #bus;
  #wire;
  #webSocket;
  #people = new Map();
  #tabs = new Map();
  #selected = null;
  #busy = false;
  #stopTranslating;

  constructor(consultation, { bus, wire, webSocket }) {
    this.#consultation = consultation;
    this.#bus = bus;
    this.#wire = wire;
    this.#webSocket = webSocket;
    this.#tab("wire", () => t("wire"), byId("wire"));
    this.#stopTranslating = onLanguage(() => this.#paint());
  }

  async show() {
    const participants = await this.#consultation.participants();
    participants.forEach(({ id, type }) => this.#add(id, type));
    this.#select(participants[0].id);
    byId("stage").hidden = false;
    this.#paint();
  }

  end() {
    this.#stopTranslating();
    this.#people.forEach((person) => person.end());
    this.#tabs.forEach(({ tab }) => tab.remove());
  }

  /** Runs the action of the button with that id, one at a time. */
  async perform(id) {
    this.#busy = true;
    this.#paint();
    try {
      await this.#actions[id]();
    } finally {
      this.#busy = false;
      this.#paint();
    }
  }

  #actions = {
    "add-operator": () => this.#admit("operator"),
    "add-bot": () => this.#admit("bot"),
    "hand-over": async () => {
      const doctor = this.#doctor();
      const successor = await this.#consultation.handOver(doctor.id);
      await this.#consultation.participants();
      this.#add(successor, "doctor", doctor);
    },
    update: () => this.#consultation.update(),
    fill: () => {
      const authors = [this.#consultation.idOf("client"), this.#doctor().id];
      return this.#consultation.talk(authors, t("history"), 40);
    },
    "close-chat": () => this.#consultation.close(),
  };

  async #admit(type) {
    const id = await this.#consultation.admit(type);
    await this.#consultation.participants();
    this.#add(id, type);
  }

  #doctor() {
    return [...this.#people.values()].find((p) => p.type === "doctor" && !p.hasLeft);
  }

  #add(id, type, after) {
    const nameOf = (userId) =>
      userId === this.#consultation.idOf("bot") ? t("bot") : this.#consultation.nameOf(userId);
    const label = () => this.#label(id, type);
    const person = new Participant({
      id,
      type,
      nameOf,
      chatId: this.#consultation.chatId,
      webSocket: this.#webSocket,
      bus: this.#bus,
      wire: this.#wire,
      label,
      removed: () => this.#remove(id),
    });
    person.changed = () => this.#paint();
    this.#people.set(id, person);
    this.#wire.addSource(id, type, label);
    if (after) {
      after.root.after(person.root);
    } else {
      byId("people").append(person.root);
    }
    this.#tab(id, label, person.root);
    this.#people.forEach((other) => other.render());
  }

  #label(id, type) {
    const number = type === "doctor" ? this.#consultation.numberOf(id) : 1;
    return number > 1 ? `${t(type)} ${number}` : t(type);
  }

  #remove(id) {
    this.#people.get(id).end();
    this.#people.delete(id);
    this.#tabs.get(id).tab.remove();
    this.#tabs.delete(id);
    this.#select(this.#people.keys().next().value);
  }

  /** Adds a tab for a panel: a narrow page shows one panel at a time. */
  #tab(id, name, panel) {
    const tab = element("button", { type: "button", role: "tab", id: `tab-${id}` });
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", () => this.#select(id));
    tab.addEventListener("keydown", (event) => this.#move(event));
    this.#tabs.set(id, { tab, name, panel });
    const wire = byId("tab-wire");
    byId("tabs").insertBefore(tab, id === "wire" ? null : wire);
  }

  #move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const tabs = [...byId("tabs").children];
      const next = tabs.at((tabs.indexOf(event.currentTarget) + step) % tabs.length);
      next.click();
      next.focus();
    }
  }

  #select(id) {
    this.#selected = id;
    for (const [other, { tab, panel }] of this.#tabs) {
      tab.setAttribute("aria-selected", String(other === id));
      tab.tabIndex = other === id ? 0 : -1;
      panel.classList.toggle("selected", other === id);
    }
    this.#people.get(id)?.shown();
  }

  #paint() {
    const { order } = this.#consultation;
    const status = [...this.#people.values()].find((p) => p.status)?.status ?? "opened";
    const closed = [...this.#people.values()].some((p) => p.status === "closed");
    write(byId("title"), t("consultation", { order }));
    write(byId("chat-status"), t(closed ? "closed" : status));
    byId("chat-status").classList.toggle("off", closed);
    for (const [id, { tab, name }] of this.#tabs) {
      const unread = id === this.#selected ? 0 : (this.#people.get(id)?.unread ?? 0);
      write(tab, unread > 0 ? `${name()} (${unread})` : name());
    }
    const has = (type) => this.#people.has(this.#consultation.idOf(type));
    const disabled = {
      "add-operator": has("operator"),
      "add-bot": has("bot"),
      "hand-over": !this.#doctor(),
      update: false,
      fill: !this.#doctor(),
      "close-chat": false,
    };
    for (const [id, isDisabled] of Object.entries(disabled)) {
      byId(id).disabled = this.#busy || isDisabled || (closed && id !== "update");
    }
  }
}
