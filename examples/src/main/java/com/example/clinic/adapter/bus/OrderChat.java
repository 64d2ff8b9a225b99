package com.example.clinic.adapter.bus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The chat of one order, for a service that posts there. */
public final class OrderChat {

  private final ChatsBus bus;
  private final long chat;
  private final long speaker;

  private OrderChat(ChatsBus bus, long chat, long speaker) {
    this.bus = bus;
    this.chat = chat;
    this.speaker = speaker;
  }

  /** Returns the order's chat with the client and the speaker in it; opens it the first time. */
  public static OrderChat of(ChatsBus bus, long order, long client, long speaker)
      throws InterruptedException {
    long chat =
        bus.ask("POST", "/chats/new", Map.of("order_id", order, "request_id", "order-" + order))
            .path("chat_id")
            .asLong();
    OrderChat opened = new OrderChat(bus, chat, speaker);
    opened.subscribe(client, "client");
    opened.subscribe(speaker, "operator");
    return opened;
  }

  /**
   * Posts a message, once however often the call is repeated.
   *
   * @param id of this message, chosen by the service
   */
  public void say(String id, String text) throws InterruptedException {
    bus.ask(
        "POST",
        "/chats/message",
        Map.of(
            "chat_id", chat,
            "user_id", speaker,
            "client_message_id", id,
            "type", "message",
            "message", text));
  }

  /** Closes the chat. */
  public void close() throws InterruptedException {
    bus.ask("POST", "/chats/status", Map.of("chat_id", chat));
  }

  /** Returns the texts of the messages, oldest first, 50 at most. */
  public List<String> said() throws InterruptedException {
    JsonNode page =
        bus.ask(
            "GET",
            "/chats/chat/recent",
            Map.of("chat_id", chat, "user_id", speaker, "message_id", 0));
    return StreamSupport.stream(page.path("messages").spliterator(), false)
        .map(message -> message.path("text").asText())
        .toList();
  }

  private void subscribe(long user, String type) throws InterruptedException {
    bus.ask(
        "POST",
        "/chats/user/subscribe",
        Map.of("chat_id", chat, "user_id", user, "user_type", type));
  }
}
