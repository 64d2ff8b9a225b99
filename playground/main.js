import { Bus, BusError } from "./bus.js";
import { Consultation } from "./consultation.js";
import { Stage } from "./stage.js";
import { switchLanguage, t, translatePage } from "./texts.js";
import { Wire } from "./wire.js";

const byId = (id) => document.getElementById(id);
const NOTICE_MS = 6000;

let stage = null;
let noticeTimer = 0;
const wire = new Wire(byId("wire"));
const bus = new Bus(wire);

function tell(error) {
  const known = error instanceof BusError;
  byId("notice").textContent = known ? t("failedRequest", error) : t("noService");
  byId("notice").hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => (byId("notice").hidden = true), NOTICE_MS);
}

/** Runs the action of a button, which is disabled meanwhile. */
function onClick(id, task) {
  byId(id).addEventListener("click", async ({ currentTarget: button }) => {
    if (button.hasAttribute("aria-busy")) {
      return;
    }
    button.setAttribute("aria-busy", "true");
    try {
      await task();
    } catch (error) {
      tell(error);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

async function show(consultation) {
  const response = await fetch("/playground/config.json");
  const { webSocket } = await response.json();
  const next = new Stage(consultation, { bus, wire, webSocket });
  await next.show();
  stage = next;
  byId("welcome").hidden = true;
  byId("start-over").hidden = false;
}

async function start() {
  stage?.end();
  stage = null;
  wire.reset();
  const consultation = await Consultation.start(bus);
  history.replaceState(null, "", `#order=${consultation.order}&chat=${consultation.chatId}`);
  await show(consultation);
}

/** Shows the consultation of before the page was reloaded, if it still exists. */
async function resume() {
  const { order, chat } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  try {
    if (!(order > 0 && chat > 0)) {
      throw new RangeError("no consultation");
    }
    await show(new Consultation(bus, Number(order), Number(chat)));
  } catch {
    byId("stage").hidden = true;
    byId("welcome").hidden = false;
  }
}

function switchTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  setTheme(now === "dark" ? "light" : "dark");
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

translatePage();
if (["light", "dark"].includes(localStorage.getItem("theme"))) {
  setTheme(localStorage.getItem("theme"));
}
onClick("start", start);
onClick("start-over", start);
byId("language").addEventListener("click", switchLanguage);
byId("theme").addEventListener("click", switchTheme);
for (const id of ["add-operator", "add-bot", "hand-over", "update", "fill", "close-chat"]) {
  onClick(id, () => stage.perform(id));
}
resume();
