package io.chats.adapter.nats.upstream;

/** The subjects of the other services. */
public record UpstreamTopics(
    String users,
    String personal,
    String doctors,
    String storage,
    String telemed,
    String communications) {

  public static final UpstreamTopics DEFAULT =
      new UpstreamTopics(
          "users.1.0",
          "personal.1.0",
          "doctors.1.0",
          "storage.1.0",
          "telemed.1.0",
          "communications.1.0");
}
