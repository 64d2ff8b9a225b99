package io.chats.application.delivery;

import io.chats.application.api.TypingTexts;
import io.chats.application.lookup.Presenter;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.MessageHistory;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What rooms work with.
 *
 * @param texts what opponents are told of someone typing
 * @param executor runs what may block
 * @param timer starts what is due later; never blocked
 */
public record DeliveryContext(
    ChatStore chats,
    MessageHistory history,
    ClusterBus bus,
    Presenter presenter,
    TypingTexts texts,
    FailureReporter failures,
    Clock clock,
    Executor executor,
    ScheduledExecutorService timer) {}
