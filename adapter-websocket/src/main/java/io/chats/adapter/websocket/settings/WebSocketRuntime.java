package io.chats.adapter.websocket.settings;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The services that a {@code WebSocketServer} runs on. The server closes none of them.
 *
 * @param executor runs the tasks that block: at most one for each session at a time, besides
 *     writing; made for virtual threads. When it rejects a task, that session is cut
 * @param scheduler runs timers, which neither block nor take long. One that removes cancelled tasks
 *     at once needs less memory
 */
public record WebSocketRuntime(
    Executor executor,
    ScheduledExecutorService scheduler,
    Clock clock,
    TrafficMonitor monitor,
    FailureReporter failures) {}
