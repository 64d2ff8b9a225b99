package io.chats.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One user of one chat, who keeps so many messages in flight, and checks what comes: every message
 * of both users once, in the order sent, with rising ids.
 */
final class Participant {

  private static final String TEXT =
      "A message of the usual length, of some eighty characters, as people write them.";

  private final long user;
  private final long chat;
  private final Histogram latency;
  private final Verdict verdict;
  private final WebSocketConnection connection;
  private final Map<Long, Long> sentAt = new HashMap<>();
  private final Map<Long, BitSet> seen = new HashMap<>();
  private final Map<Long, Long> lastNumber = new HashMap<>();
  private long lastId;
  private long next;
  private long acknowledged;

  Participant(URI server, long user, long chat, Histogram latency, Verdict verdict)
      throws IOException {
    this.user = user;
    this.chat = chat;
    this.latency = latency;
    this.verdict = verdict;
    URI uri = URI.create(server + "?token=u" + user);
    this.connection = WebSocketConnection.connect(uri, this::receive);
  }

  WebSocketConnection connection() {
    return connection;
  }

  /** Messages that came back to this user, who sent them. */
  long acknowledged() {
    return acknowledged;
  }

  long inFlight() {
    return sentAt.size();
  }

  /** Messages of anyone that came. */
  long delivered() {
    return seen.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  long sent() {
    return next;
  }

  void post() {
    long number = next++;
    sentAt.put(number, System.nanoTime());
    connection.send(
        "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":"
            + chat
            + ",\"clientMessageId\":\"u"
            + user
            + "-"
            + number
            + "\",\"type\":\"message\",\"text\":\""
            + TEXT
            + "\",\"params\":{}}]}}");
  }

  private void receive(byte[] frame) {
    String json = new String(frame, ISO_8859_1);
    if (json.contains("\"error\"")) {
      verdict.error(json);
      return;
    }
    int at = json.indexOf("\"clientMessageId\":\"u");
    while (at >= 0) {
      int start = at + "\"clientMessageId\":\"u".length();
      int dash = json.indexOf('-', start);
      int end = json.indexOf('"', dash);
      long author = Long.parseLong(json.substring(start, dash));
      long number = Long.parseLong(json.substring(dash + 1, end));
      int id = json.lastIndexOf("\"id\":", at);
      take(author, number, number(json, id + "\"id\":".length()));
      at = json.indexOf("\"clientMessageId\":\"u", end);
    }
  }

  private void take(long author, long number, long id) {
    BitSet known = seen.computeIfAbsent(author, a -> new BitSet());
    if (known.get((int) number)) {
      verdict.repeated();
    }
    known.set((int) number);
    if (lastNumber.merge(author, number, Math::max) != number || id <= lastId) {
      verdict.disordered();
    }
    lastId = Math.max(lastId, id);
    Long sent = author == user ? sentAt.remove(number) : null;
    if (sent != null) {
      acknowledged++;
      latency.recordValue(Math.min((System.nanoTime() - sent) / 1000, 60_000_000));
    }
  }

  private static long number(String json, int from) {
    int end = from;
    while (Character.isDigit(json.charAt(end))) {
      end++;
    }
    return Long.parseLong(json, from, end, 10);
  }
}
