package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.connection.NatsLink;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.port.ClusterBus.ClusterSubscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries to all nodes. Each node is subscribed to one subject for queries, and answers on a
 * subject that exists for one query only. How many nodes there are is not known, so the asker
 * collects for a fixed time; it does not wait when NATS says that no other node is subscribed.
 */
final class SessionQueries {

  private static final Logger LOG = LoggerFactory.getLogger(SessionQueries.class);

  private final NatsLink link;
  private final SubscriptionRegistry subscriptions;
  private final String prefix;
  private final Duration window;
  private final Executor executor;

  /**
   * @param window the time for which answers are collected
   * @param executor runs the answers to other nodes
   */
  SessionQueries(
      NatsLink link,
      SubscriptionRegistry subscriptions,
      String prefix,
      Duration window,
      Executor executor) {
    this.link = link;
    this.subscriptions = subscriptions;
    this.prefix = prefix;
    this.window = window;
    this.executor = executor;
  }

  CompletionStage<List<SessionAnswer>> ask(SessionQuery query) {
    String id = UUID.randomUUID().toString();
    Map<String, SessionAnswer> answers = new ConcurrentSkipListMap<>();
    ClusterSubscription subscription =
        subscriptions.add(
            answers(id),
            bytes -> {
              SessionAnswer answer = SessionQueryCodec.answer(bytes);
              answers.put(answer.node().value(), answer);
            });
    byte[] asked = SessionQueryCodec.encode(new SessionQueryCodec.Asked(id, query));
    // Nobody replies to the request itself: it ends with the window, or at once without a node.
    return link.request(queries(), asked, window)
        .handle((reply, failure) -> {
          subscription.close();
          return List.copyOf(answers.values());
        });
  }

  void answerBy(Function<SessionQuery, SessionAnswer> answerer) {
    subscriptions.add(
        queries(),
        bytes -> {
          SessionQueryCodec.Asked asked = SessionQueryCodec.asked(bytes);
          answerLater(asked, answerer);
        });
  }

  /** Closing many sessions takes a while, and the caller's thread carries all announcements. */
  private void answerLater(
      SessionQueryCodec.Asked asked, Function<SessionQuery, SessionAnswer> answerer) {
    try {
      executor.execute(() -> answer(asked, answerer));
    } catch (RejectedExecutionException e) {
      LOG.debug("A query is not answered: the node is stopping");
    }
  }

  private void answer(
      SessionQueryCodec.Asked asked, Function<SessionQuery, SessionAnswer> answerer) {
    try {
      SessionAnswer answer = answerer.apply(asked.query());
      if (!link.publish(answers(asked.id()), SessionQueryCodec.encode(answer))) {
        LOG.warn("An answer to another node was dropped: NATS is congested, or it is too large");
      }
    } catch (RuntimeException e) {
      LOG.error("A query of another node failed", e);
    }
  }

  private String queries() {
    return prefix + ".sessions";
  }

  private String answers(String id) {
    return prefix + ".answers." + id;
  }
}
