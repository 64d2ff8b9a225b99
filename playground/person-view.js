import { element, write } from "./dom.js";
import { t } from "./texts.js";

const TALLEST_PX = 140;

/** The panel of one participant: shows its state, and reports the actions of its user. */
export class PersonView {
  #does;
  #avatar = element("span", { className: "avatar", "aria-hidden": "true" });
  #name = element("h3");
  #role = element("span", { className: "role" });
  #unread = element("span", { className: "badge", hidden: true });
  #state = element("p", { className: "state", role: "status" });
  #networkLabel = element("span");
  #network = element("input", { type: "checkbox", role: "switch", checked: true });
  #others = element("p", { className: "others" });
  #toast = element("p", { className: "toast", role: "status", hidden: true });
  #typing = element("p", { className: "typing", "aria-live": "polite" });
  #note = element("p");
  #remove = element("button", { type: "button", className: "quiet", hidden: true });
  #noteRow = element("div", { className: "note" }, this.#note, this.#remove);
  #text = element("textarea", { rows: 1, maxLength: 4096 });
  #send = element("button", { type: "submit", className: "primary send" }, "↑");
  #form = element("form", { className: "composer" }, this.#text, this.#send);
  #reads = element("input", { type: "checkbox", checked: true });
  #readsLabel = element("span");
  #readsRow = element("label", { className: "reads" }, this.#reads, this.#readsLabel);
  #log;

  /**
   * `log` shows the messages. `does` has the methods `typed(isTyping)`, `said(text)`,
   * `switchedNetwork(isOn)`, `changedReading()` and `removed()`.
   */
  constructor(id, type, log, does) {
    this.#log = log;
    this.#does = does;
    this.root = element(
      "article",
      { className: "person", id: `person-${id}`, dataset: { type } },
      this.#header(),
      this.#connection(),
      this.#toast,
      log,
      this.#typing,
      this.#noteRow,
      this.#form,
      this.#readsRow,
    );
    this.#listen();
  }

  /** Returns whether the user reads messages as they arrive. */
  get reads() {
    return this.#reads.checked;
  }

  /** Shows the name of the participant. */
  paintPerson({ id, name, label }) {
    this.root.setAttribute("aria-label", label);
    write(this.#name, name);
    write(this.#avatar, initials(name));
    write(this.#role, `${label} · u${id}`);
    write(this.#networkLabel, t("network"));
    this.#network.setAttribute("aria-label", t("networkOf", { name }));
    write(this.#remove, t("remove"));
    write(this.#readsLabel, t("reads"));
    this.#send.setAttribute("aria-label", t("send"));
    this.#send.title = t("send");
    this.#text.placeholder = t("write");
    this.#text.setAttribute("aria-label", t("writeAs", { name }));
    this.#log.setAttribute("aria-label", t("messagesOf", { name }));
  }

  /** Shows the state of the connection: as a word for the style sheet, and as a text. */
  paintConnection({ state, stateText, toast }) {
    this.root.dataset.state = state;
    write(this.#state, stateText);
    write(this.#toast, toast);
    this.#toast.hidden = toast === "";
  }

  /** Shows the state of the chat; `others` is a list of `{name, status}`. */
  paintChat({ hasLeft, isClosed, unread, others, typing }) {
    this.root.classList.toggle("left", hasLeft);
    write(this.#note, hasLeft ? t("leftNote") : t("closedNote"));
    this.#noteRow.hidden = !hasLeft && !isClosed;
    this.#remove.hidden = !hasLeft;
    this.#form.hidden = hasLeft || isClosed;
    this.#readsRow.hidden = hasLeft;
    this.#others.replaceChildren(...others.map(presence));
    this.#others.hidden = others.length === 0;
    write(this.#typing, typing);
    write(this.#unread, t("unread", { count: unread }));
    this.#unread.hidden = unread === 0;
  }

  #header() {
    const under = element("p", {}, this.#role, this.#unread);
    const who = element("div", { className: "who" }, this.#name, under);
    return element("header", {}, this.#avatar, who);
  }

  #connection() {
    const network = element("label", { className: "switch" }, this.#networkLabel, this.#network);
    return element("div", { className: "under" }, this.#state, network, this.#others);
  }

  #listen() {
    const does = this.#does;
    this.#remove.addEventListener("click", () => does.removed());
    this.#reads.addEventListener("change", () => does.changedReading());
    this.#network.addEventListener("change", () => does.switchedNetwork(this.#network.checked));
    this.#text.addEventListener("input", () => this.#typed());
    this.#text.addEventListener("keydown", (event) => this.#pressed(event));
    this.#form.addEventListener("submit", (event) => this.#submitted(event));
  }

  #pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#form.requestSubmit();
    }
  }

  #submitted(event) {
    event.preventDefault();
    const text = this.#text.value.trim();
    if (text !== "") {
      this.#does.said(text);
      this.#text.value = "";
      this.#typed();
    }
    this.#text.focus();
  }

  #typed() {
    const { style } = this.#text;
    style.height = "auto";
    style.height = `${Math.min(this.#text.scrollHeight + 2, TALLEST_PX)}px`;
    this.#does.typed(this.#text.value !== "");
  }
}

function presence({ name, status }) {
  const label = t(`is${status[0].toUpperCase()}${status.slice(1)}`);
  return element("span", { className: `presence ${status}` }, `${name}: ${label}`);
}

function initials(name) {
  return name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .slice(0, 2)
    .join("");
}
