package io.chats.adapter.websocket.settings;

import io.chats.adapter.websocket.WebSocketServer;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a {@link WebSocketServer} runs on. Nothing of it is closed by the server.
 *
 * @param executor runs what blocks: at most one task for each session at a time, besides writing;
 *     made for virtual threads. When it rejects a task, that session is cut
 * @param scheduler runs what is due later; its tasks neither block nor take long. One that removes
 *     cancelled tasks at once keeps less
 */
public record WebSocketRuntime(
    Executor executor,
    ScheduledExecutorService scheduler,
    Clock clock,
    TrafficMonitor monitor,
    FailureReporter failures) {}
