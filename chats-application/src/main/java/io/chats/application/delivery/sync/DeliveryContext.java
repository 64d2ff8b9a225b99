package io.chats.application.delivery.sync;

import io.chats.application.api.TypingTexts;
import io.chats.application.feed.FeedProgress;
import io.chats.application.lookup.Presenter;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.MessageHistory;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * The collaborators of all rooms and syncs of a node.
 *
 * @param texts the texts for opponents of a user who is typing
 * @param nanoTime a clock that never steps, as {@link System#nanoTime}
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
    FeedProgress progress,
    LongSupplier nanoTime,
    Executor executor,
    ScheduledExecutorService timer,
    int syncPage) {}
