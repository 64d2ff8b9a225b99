import { messageOfBus } from "/client/chats-client.js";

export const PAGE = 20;

/** Loads older messages for a participant, page by page, over the bus. */
export class History {
  #bus;
  #client;
  #userId;
  #chatId;
  #isLoading = false;
  #isExhausted = false;

  constructor(bus, client, userId, chatId) {
    this.#bus = bus;
    this.#client = client;
    this.#userId = userId;
    this.#chatId = chatId;
  }

  /** Loads a page, unless one is being loaded or there is none. */
  async load() {
    const chat = this.#client.chat(this.#chatId);
    if (this.#isLoading || this.#isExhausted || !chat || chat.firstSeq <= 1) {
      return;
    }
    this.#isLoading = true;
    try {
      const { messages, users } = await this.#bus.ask("GET", "/chats/chat/history", {
        user_id: this.#userId,
        chat_id: this.#chatId,
        message_id: chat.messages[0]?.id ?? 0,
        count: PAGE,
      });
      const taken = this.#client.addHistory(this.#chatId, messages.map(messageOfBus), users);
      this.#isExhausted = taken === 0;
    } catch {
      // The traffic panel shows the reason; scrolling tries again.
    } finally {
      this.#isLoading = false;
    }
  }
}
