const EN = {
  language: "RU",
  languageLabel: "По-русски",
  themeLabel: "Light or dark",
  startOver: "New consultation",
  welcomeTitle: "Conversations that lose nothing",
  welcomeLead:
    "A client and a doctor talk, each over a connection of their own, with this service in between. Cut a connection in the middle of a word and watch it catch up.",
  start: "Start a consultation",
  point1: "Two sides, one page.",
  point1More: "Write as either; see typing, presence, and ticks for stored and read.",
  point2: "Break it.",
  point2More: "Take somebody offline, write on both sides, bring them back.",
  point3: "Look inside.",
  point3More: "Every frame and every bus request is shown as it passes, ready to be copied as curl.",
  actions: "What other services can do",
  tabs: "What to see",
  addOperator: "Add an operator",
  addBot: "Add a bot",
  handOver: "Hand over to another doctor",
  update: "Send an update",
  fill: "Add a long history",
  closeChat: "Close the chat",
  consultation: "Consultation {order}",
  opened: "open",
  closed: "closed",
  client: "Client",
  doctor: "Doctor",
  operator: "Operator",
  bot: "Bot",
  network: "Network",
  networkOf: "Network of {name}",
  reads: "Reads what arrives",
  remove: "Remove",
  write: "Message…",
  writeAs: "Message from {name}",
  send: "Send",
  closedNote: "The chat is closed: it can be read, and takes no more messages.",
  leftNote: "No longer takes part.",
  messagesOf: "What {name} sees",
  empty: "Nothing has been said yet.",
  unread: "{count} unread",
  connecting: "Connecting…",
  catchingUp: "Catching up…",
  online: "Connected",
  caughtUp: "Caught up on {count} in {ms} ms",
  waiting: "Offline. Next try in {seconds} s",
  stopped: "Stopped ({code}): {reason}",
  idle: "Not connected",
  missed: "Missed while away: {count}",
  pending: "waiting",
  stored: "stored",
  read: "read",
  failed: "Not sent ({code})",
  retry: "Try again",
  discard: "Discard",
  isOnline: "online",
  isOffline: "offline",
  isUnknown: "unknown",
  updateOn: "Consultation {order} is active",
  updateOff: "Consultation {order} is not active",
  clientGone: "The client has lost the connection",
  wire: "Traffic",
  wireEmpty: "Frames and requests appear here.",
  filter: "Show",
  all: "everything",
  bus: "bus",
  clear: "Clear",
  copy: "Copy",
  copyCurl: "Copy as curl",
  copied: "Copied",
  request: "Request",
  reply: "Reply",
  sent: "sent",
  received: "received",
  cut: "No network. What is written waits.",
  vignette1: "It hurts less than yesterday.",
  vignette2: "Good. Two a day, until Friday.",
  failedRequest: "The service answered: {message} ({code})",
  noService: "The service does not answer. Is it running?",
  history: [
    "Good morning! I have had a headache since yesterday.",
    "Good morning. Did you take anything for it?",
    "Only water and some sleep.",
    "Do you feel sick, or does light bother you?",
    "A little, in the evening.",
    "Please measure your blood pressure and tell me.",
    "118 over 76.",
    "That is fine. Rest, and write to me this evening.",
  ],
};

const RU = {
  language: "EN",
  languageLabel: "In English",
  themeLabel: "Светлая или тёмная тема",
  startOver: "Новая консультация",
  welcomeTitle: "Беседы, в которых ничего не теряется",
  welcomeLead:
    "Клиент и врач беседуют, каждый через своё соединение, а между ними эта служба. Оборвите соединение на полуслове и посмотрите, как оно догоняет пропущенное.",
  start: "Начать консультацию",
  point1: "Обе стороны на одной странице.",
  point1More: "Пишите от любого лица; видно, кто печатает, кто в сети, что сохранено и прочитано.",
  point2: "Сломайте.",
  point2More: "Отключите одного, напишите с обеих сторон и верните его.",
  point3: "Загляните внутрь.",
  point3More: "Каждый кадр и каждый запрос шины показан, когда проходит, и копируется как curl.",
  actions: "Что могут другие службы",
  tabs: "Что показать",
  addOperator: "Добавить оператора",
  addBot: "Добавить бота",
  handOver: "Передать другому врачу",
  update: "Отправить обновление",
  fill: "Добавить длинную историю",
  closeChat: "Закрыть чат",
  consultation: "Консультация {order}",
  opened: "открыт",
  closed: "закрыт",
  client: "Клиент",
  doctor: "Врач",
  operator: "Оператор",
  bot: "Бот",
  network: "Сеть",
  networkOf: "Сеть: {name}",
  reads: "Читает сразу",
  remove: "Убрать",
  write: "Сообщение…",
  writeAs: "Сообщение от: {name}",
  send: "Отправить",
  closedNote: "Чат закрыт: его можно читать, но новых сообщений он не принимает.",
  leftNote: "Больше не участвует.",
  messagesOf: "Что видит {name}",
  empty: "Пока ничего не сказано.",
  unread: "непрочитанных: {count}",
  connecting: "Соединяется…",
  catchingUp: "Догоняет…",
  online: "На связи",
  caughtUp: "Получено пропущенных: {count} за {ms} мс",
  waiting: "Нет связи. Новая попытка через {seconds} с",
  stopped: "Остановлено ({code}): {reason}",
  idle: "Не соединено",
  missed: "Пропущено без связи: {count}",
  pending: "ожидает",
  stored: "сохранено",
  read: "прочитано",
  failed: "Не отправлено ({code})",
  retry: "Повторить",
  discard: "Убрать",
  isOnline: "в сети",
  isOffline: "не в сети",
  isUnknown: "неизвестно",
  updateOn: "Консультация {order} активна",
  updateOff: "Консультация {order} не активна",
  clientGone: "Клиент потерял связь",
  wire: "Обмен",
  wireEmpty: "Здесь появятся кадры и запросы.",
  filter: "Показать",
  all: "всё",
  bus: "шина",
  clear: "Очистить",
  copy: "Копировать",
  copyCurl: "Копировать как curl",
  copied: "Скопировано",
  request: "Запрос",
  reply: "Ответ",
  sent: "отправлено",
  received: "получено",
  cut: "Нет сети. Написанное ждёт.",
  vignette1: "Болит меньше, чем вчера.",
  vignette2: "Хорошо. По две в день, до пятницы.",
  failedRequest: "Служба ответила: {message} ({code})",
  noService: "Служба не отвечает. Она запущена?",
  history: [
    "Доброе утро! Со вчерашнего дня болит голова.",
    "Доброе утро. Что-нибудь принимали?",
    "Только воду, и немного поспала.",
    "Не тошнит, свет не мешает?",
    "Немного, по вечерам.",
    "Измерьте, пожалуйста, давление и напишите мне.",
    "118 на 76.",
    "Хорошо. Отдыхайте и напишите вечером.",
  ],
};

const LANGUAGES = { en: EN, ru: RU };
const changed = new Set();
let language = remembered() ?? (navigator.language?.toLowerCase().startsWith("ru") ? "ru" : "en");

/** Returns the text of that name, with its placeholders replaced. */
export function t(name, values = {}) {
  const text = LANGUAGES[language][name];
  return typeof text === "string"
    ? text.replace(/\{(\w+)\}/g, (_, value) => values[value])
    : text;
}

export const locale = () => language;

/** Runs a task at each change of the language; returns a function that ends that. */
export function onLanguage(task) {
  changed.add(task);
  return () => changed.delete(task);
}

export function switchLanguage() {
  language = language === "en" ? "ru" : "en";
  localStorage.setItem("language", language);
  translatePage();
  changed.forEach((task) => task());
}

/** Sets the texts of all elements that name one. */
export function translatePage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    element.title = element.matches("button") ? t(element.dataset.label) : "";
  }
}

function remembered() {
  const chosen = localStorage.getItem("language");
  return chosen in LANGUAGES ? chosen : null;
}
