import { element, write } from "./dom.js";
import { locale, t } from "./texts.js";

const NEAR = 60;

/** The messages that one participant sees. Rows are updated in place. */
export class Transcript {
  #list = element("ol", { className: "messages" });
  #empty = element("p", { className: "hint" });
  #client;
  #nameOf;
  #rows = new Map();
  #divider = element("li", { className: "divider" });
  #missed = null;
  #pinned = true;
  #wasHeight = 0;

  /** The element that scrolls. */
  root = element("div", { className: "log", tabIndex: 0, role: "log" }, this.#empty, this.#list);

  /** `olderWanted()` is called when the oldest message becomes visible. */
  constructor(client, nameOf, olderWanted) {
    this.#client = client;
    this.#nameOf = nameOf;
    this.root.addEventListener("scroll", () => {
      this.#pinned = this.isAtEnd;
      if (this.root.scrollTop < NEAR && this.#wasHeight > this.root.clientHeight) {
        olderWanted();
      }
    });
  }

  get isAtEnd() {
    return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < NEAR;
  }

  /** Messages from this `seq` on were missed while the participant was away. */
  markMissed(seq, count) {
    this.#missed = { seq, count };
  }

  toEnd() {
    this.#pinned = true;
    this.root.scrollTop = this.root.scrollHeight;
  }

  render(chat, outgoing) {
    const messages = chat?.messages ?? [];
    const seen = new Set();
    const before = this.root.scrollHeight - this.root.scrollTop;
    const oldest = this.#list.querySelector(".message");
    const rows = [];
    for (const message of messages) {
      if (this.#missed?.seq === message.seq) {
        write(this.#divider, t("missed", { count: this.#missed.count }));
        rows.push(this.#divider);
      }
      rows.push(this.#row(message, this.#stateOf(message, chat), seen));
    }
    outgoing.forEach((message) => rows.push(this.#row(message, message.state, seen)));
    this.#place(rows);
    for (const key of [...this.#rows.keys()].filter((key) => !seen.has(key))) {
      this.#rows.delete(key);
    }
    write(this.#empty, t("empty"));
    this.#empty.hidden = rows.length > 0;
    this.#keepPlace(before, oldest !== this.#list.querySelector(".message"));
  }

  #stateOf(message, chat) {
    const own = message.userId === this.#client.userId;
    return own ? (chat.isRead(message) ? "read" : "stored") : "theirs";
  }

  #row(message, state, seen) {
    const key = keyOf(message, this.#client.userId);
    seen.add(key);
    const row = this.#rows.get(key) ?? this.#make(message);
    this.#rows.set(key, row);
    const version = [state, message.error?.code, message.insertDate, locale()].join();
    if (row.version !== version) {
      row.version = version;
      this.#fill(row, message, state);
    }
    return row.item;
  }

  #make(message) {
    const author = element("p", { className: "author" });
    const text = element("p", { className: "text" }, message.text);
    const meta = element("p", { className: "meta" });
    return { item: element("li", { className: "message" }, author, text, meta), author, meta };
  }

  #fill({ item, author, meta }, message, state) {
    item.className = `message ${state === "theirs" ? "theirs" : "own"} ${state}`;
    item.dataset.seq = message.seq ?? "";
    item.dataset.sender = message.sender ?? "";
    const at = new Date(message.insertDate ?? message.createdAt);
    const time = at.toLocaleTimeString("en-GB", { timeStyle: "short" });
    write(author, state === "theirs" ? this.#nameOf(message) : "");
    author.hidden = state !== "theirs";
    meta.replaceChildren(element("time", {}, time), ...this.#marks(message, state));
  }

  #marks(message, state) {
    if (state === "failed") {
      const id = message.clientMessageId;
      const button = (label, task) =>
        element("button", { type: "button", className: "quiet", onclick: task }, t(label));
      return [
        element("span", { className: "error" }, t("failed", { code: message.error.code })),
        button("retry", () => this.#client.retry(id)),
        button("discard", () => this.#client.discard(id)),
      ];
    }
    const sign = { pending: "◷", stored: "✓", read: "✓✓" }[state];
    return sign
      ? [element("span", { className: "tick", role: "img", "aria-label": t(state), title: t(state) }, sign)]
      : [];
  }

  /** Moves as few rows as possible, so that a selection or a screen reader keeps its place. */
  #place(rows) {
    let next = this.#list.firstElementChild;
    for (const row of rows) {
      if (row === next) {
        next = next.nextElementSibling;
      } else {
        this.#list.insertBefore(row, next);
      }
    }
    while (next) {
      const following = next.nextElementSibling;
      next.remove();
      next = following;
    }
  }

  #keepPlace(before, grewAtTop) {
    if (this.#pinned) {
      this.root.scrollTop = this.root.scrollHeight;
    } else if (grewAtTop) {
      this.root.scrollTop = this.root.scrollHeight - before;
    }
    this.#wasHeight = this.root.scrollHeight;
  }
}

/** The key of a message, the same before and after it was stored. */
function keyOf(message, userId) {
  const own = message.userId === undefined || message.userId === userId;
  return own && message.clientMessageId ? message.clientMessageId : `#${message.seq}`;
}
