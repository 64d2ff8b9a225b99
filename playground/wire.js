import { element, write } from "./dom.js";
import { onLanguage, t } from "./texts.js";

const MOST = 300;

/** The traffic panel: shows every frame and bus request. */
export class Wire {
  #list = element("ol", { className: "wire-list", tabIndex: 0 });
  #title = element("h3");
  #filter = element("select", { onchange: () => this.#applyFilter() });
  #clear = element("button", { type: "button", className: "quiet", onclick: () => this.clear() });
  #empty = element("p", { className: "hint" });
  #sources = new Map();

  constructor(root) {
    const head = element("div", { className: "wire-head" }, this.#title, this.#filter, this.#clear);
    root.append(head, this.#empty, this.#list);
    this.reset();
    onLanguage(() => this.#name());
    this.#name();
  }

  /** Adds a participant of that type, whose frames are shown. */
  addSource(id, type, name) {
    this.#sources.set(String(id), { type, name });
    this.#name();
  }

  /** Removes all entries and participants; only the bus is left. */
  reset() {
    this.#sources.clear();
    this.addSource("bus", "bus", () => t("bus"));
    this.clear();
  }

  clear() {
    this.#list.replaceChildren();
    this.#empty.hidden = false;
  }

  frame(source, direction, text) {
    const frame = JSON.parse(text);
    const arrow = direction === "sent" ? "→" : "←";
    const details = this.#entry(source, arrow, frame.type, summary(frame), t(direction));
    this.#body(details, [[null, pretty(frame)]], [["copy", () => text]]);
  }

  /** Shows a bus request; returns a function that shows the reply. */
  request(request) {
    const details = this.#entry("bus", "→", `${request.method} ${request.path}`, "", t("request"));
    const parts = [["request", pretty(request.body)]];
    const copies = [["copyCurl", () => curl(request)]];
    this.#body(details, parts, copies);
    return {
      answered: (reply) => {
        parts.push(["reply", pretty(reply)]);
        details.classList.toggle("bad", Boolean(reply.error));
        this.#body(details, parts, copies);
      },
    };
  }

  #entry(source, arrow, type, brief, label) {
    const time = new Date().toLocaleTimeString("en-GB");
    const { type: kind, name } = this.#sources.get(String(source));
    const summary = element(
      "summary",
      {},
      element("time", {}, time),
      element("span", { className: "source", dataset: { type: kind } }, name()),
      element("span", { className: "arrow", title: label, role: "img", "aria-label": label }, arrow),
      element("code", {}, type),
      element("span", { className: "brief" }, brief),
    );
    const details = element("details", {}, summary);
    const item = element("li", { dataset: { source } }, details);
    item.hidden = !this.#shows(item);
    this.#empty.hidden = true;
    this.#list.prepend(item);
    while (this.#list.children.length > MOST) {
      this.#list.lastElementChild.remove();
    }
    return details;
  }

  /** Renders the details when an entry is opened, since most entries never are. */
  #body(details, parts, copies) {
    const fill = () => {
      details.querySelector(".wire-body")?.remove();
      const body = element("div", { className: "wire-body" });
      for (const [label, text] of parts) {
        body.append(...(label ? [element("h4", {}, t(label))] : []), element("pre", {}, text));
      }
      body.append(...copies.map(([label, text]) => copyButton(label, text)));
      details.append(body);
    };
    details.ontoggle = () => details.open && fill();
    if (details.open) {
      fill();
    }
  }

  #applyFilter() {
    for (const item of this.#list.children) {
      item.hidden = !this.#shows(item);
    }
  }

  #shows(item) {
    return ["", item.dataset.source].includes(this.#filter.value);
  }

  #name() {
    write(this.#title, t("wire"));
    this.#filter.setAttribute("aria-label", t("filter"));
    write(this.#clear, t("clear"));
    write(this.#empty, t("wireEmpty"));
    this.#list.setAttribute("aria-label", t("wire"));
    const chosen = this.#filter.value;
    const options = [["", t("all")], ...[...this.#sources].map(([id, { name }]) => [id, name()])];
    this.#filter.replaceChildren(
      ...options.map(([value, text]) => element("option", { value }, text)),
    );
    this.#filter.value = chosen;
  }
}

const pretty = (value) => JSON.stringify(value, null, 2);

/** Returns the essentials of a frame in one line. */
function summary({ data, error }) {
  if (error) {
    return `${error.code} ${error.message}`;
  }
  const messages = data?.messages ?? [];
  if (messages.length > 0) {
    const [first] = messages;
    const more = messages.length > 1 ? ` +${messages.length - 1}` : "";
    return (first.seq ? `#${first.seq} ` : "") + first.text + more;
  }
  const chats = data?.chats?.map(({ chatId, seq, left }) => `${chatId}:${left ? "left" : seq}`);
  const users = data?.users?.map(({ userId, status }) => `${userId}=${status}`);
  const fields = Object.entries(data ?? {}).filter(
    ([name, value]) => typeof value !== "object" && name !== "chatId",
  );
  return (chats ?? users)?.join(" ") ?? fields.map(([name, value]) => `${name}=${value}`).join(" ");
}

/** Returns a shell command that makes the same request. */
export function curl(request) {
  const body = JSON.stringify(request).replaceAll("'", String.raw`'\''`);
  return `curl -s ${location.origin}/bus -H 'Content-Type: application/json' -d '${body}'`;
}

function copyButton(label, text) {
  const button = element("button", { type: "button", className: "quiet copy" }, t(label));
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = t("copied");
    setTimeout(() => (button.textContent = t(label)), 1500);
  });
  return button;
}
