package io.chats.application.delivery.sync;

import io.chats.application.api.TypingTexts;
import io.chats.application.lookup.Presenter;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.MessageHistory;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The collaborators of all rooms and syncs of a node.
 *
 * @param texts the texts for opponents of a user who is typing
 * @param executor runs what may block
 * @param timer starts delayed tasks, and is never blocked
 * @param syncPage the number of chats of a page of a sync (spec 6)
 */
public record DeliveryContext(
    ChatStore chats,
    ChatDirectory directory,
    MessageHistory history,
    ClusterBus bus,
    Presenter presenter,
    TypingTexts texts,
    FailureReporter failures,
    Clock clock,
    Executor executor,
    ScheduledExecutorService timer,
    int syncPage) {}
