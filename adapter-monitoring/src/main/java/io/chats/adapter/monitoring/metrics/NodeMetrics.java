package io.chats.adapter.monitoring.metrics;

import io.chats.adapter.mysql.JdbiMessageStore;
import io.chats.adapter.nats.bus.BusRequestDispatcher;
import io.chats.adapter.websocket.WebSocketServer;
import io.chats.application.ChatsNode;
import io.chats.application.NodeFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Shows what the parts of a node are busy with, asked when somebody reads it. */
public final class NodeMetrics {

  private final MeterRegistry registry;

  public NodeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public void show(ChatsNode node) {
    gauge("chats.users", "Users with a session here", node, figure(NodeFigures::users));
    gauge("chats.rooms", "Chats in which one of them takes part", node, figure(NodeFigures::rooms));
    counter(
        "chats.reconciliation.runs",
        "Comparisons with the database that were carried through",
        node,
        figure(NodeFigures::comparisons));
    counter(
        "chats.reconciliation.failures",
        "Comparisons with the database that failed",
        node,
        figure(NodeFigures::failedComparisons));
    counter(
        "chats.reconciliation.repairs",
        "Chats that a comparison found behind the database",
        node,
        figure(NodeFigures::repairs));
  }

  public void show(WebSocketServer server) {
    gauge("chats.websocket.sessions", "Open connections", server, WebSocketServer::connections);
    gauge(
        "chats.websocket.waiting.bytes",
        "Bytes that wait for clients to read them",
        server,
        WebSocketServer::waitingBytes);
  }

  public void show(BusRequestDispatcher api) {
    gauge("chats.bus.outstanding", "Requests in work", api, BusRequestDispatcher::outstanding);
  }

  public void show(JdbiMessageStore store) {
    gauge(
        "chats.append.outstanding",
        "Messages that wait to be stored",
        store,
        JdbiMessageStore::outstanding);
  }

  private static ToDoubleFunction<ChatsNode> figure(ToDoubleFunction<NodeFigures> which) {
    return node -> which.applyAsDouble(node.figures());
  }

  private <T> void gauge(String name, String what, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(what).strongReference(true).register(registry);
  }

  private <T> void counter(String name, String what, T of, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, of, value).description(what).register(registry);
  }
}
