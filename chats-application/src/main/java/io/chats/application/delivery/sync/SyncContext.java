package io.chats.application.delivery.sync;

import io.chats.application.lookup.Presenter;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * The collaborators of all syncs of a node.
 *
 * @param executor runs what may block
 */
public record SyncContext(
    ChatStore chats,
    ChatDirectory directory,
    MessageHistory history,
    Presenter presenter,
    SyncRooms rooms,
    SyncLimiter limiter,
    Clock clock,
    Executor executor) {}
