const SEATS = { client: 1, doctor: 2, operator: 3, bot: 4 };
const SEATS_OF_AN_ORDER = 100;

/** The requests that another service would make for a consultation, over the bus. */
export class Consultation {
  #bus;
  #names = new Map();
  #nextDoctor = 5;
  #active = false;

  constructor(bus, order, chatId) {
    this.#bus = bus;
    this.order = order;
    this.chatId = chatId;
  }

  static async start(bus) {
    const order = 1000 + Math.floor(Math.random() * 9000);
    const { chat_id } = await bus.ask("POST", "/chats/new", {
      order_id: order,
      request_id: crypto.randomUUID(),
    });
    const consultation = new Consultation(bus, order, chat_id);
    await consultation.admit("client");
    await consultation.admit("doctor");
    return consultation;
  }

  /** User ids are made of the order's id, so that no user takes part in two consultations. */
  idOf(type) {
    return this.order * SEATS_OF_AN_ORDER + SEATS[type];
  }

  /** Returns the number of a doctor within this consultation, from 1 on. */
  numberOf(doctor) {
    return Math.max(1, (doctor % SEATS_OF_AN_ORDER) - SEATS.bot + 1);
  }

  nameOf(id) {
    return this.#names.get(id) ?? `u${id}`;
  }

  async admit(type) {
    const id = this.idOf(type);
    const subscription = { chat_id: this.chatId, user_id: id, user_type: type };
    await this.#bus.ask("POST", "/chats/user/subscribe", subscription);
    return id;
  }

  /** Loads the names of the participants; returns the participants without bots. */
  async participants() {
    const client = this.idOf("client");
    const { opponents } = await this.#chatFor(client);
    const others = opponents.map(({ id, user_type }) => ({ id, type: user_type }));
    this.#learn(opponents);
    if (others.length > 0) {
      this.#learn((await this.#chatFor(others[0].id)).opponents);
    }
    const doctors = others.map(({ id }) => id % SEATS_OF_AN_ORDER);
    this.#nextDoctor = Math.max(this.#nextDoctor, ...doctors.map((n) => n + 1));
    return [{ id: client, type: "client" }, ...others];
  }

  async handOver(doctor) {
    const successor = this.order * SEATS_OF_AN_ORDER + this.#nextDoctor++;
    const body = { chat_id: this.chatId, old_user_id: doctor, new_user_id: successor };
    await this.#bus.ask("PUT", "/chats/user/subscribe", body);
    return successor;
  }

  update() {
    this.#active = !this.#active;
    return this.#bus.ask("POST", "/ws/client/consultation/update", {
      user_id: this.idOf("client"),
      data: { active: this.#active, consultationId: this.order },
    });
  }

  close() {
    return this.#bus.ask("POST", "/chats/status", { chat_id: this.chatId });
  }

  /** Posts messages of the two sides alternately. */
  async talk(authors, texts, count) {
    for (let i = 0; i < count; i++) {
      await this.#bus.ask("POST", "/chats/message", {
        chat_id: this.chatId,
        user_id: authors[i % authors.length],
        message: texts[i % texts.length],
        type: "message",
        client_message_id: crypto.randomUUID(),
      });
    }
  }

  #chatFor(userId) {
    return this.#bus.ask("GET", "/chats/chat", { chat_id: this.chatId, user_id: userId });
  }

  #learn(people) {
    for (const { id, firstName, lastName } of people) {
      this.#names.set(id, `${firstName} ${lastName}`.trim());
    }
  }
}
