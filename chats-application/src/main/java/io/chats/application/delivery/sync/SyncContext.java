package io.chats.application.delivery.sync;

import io.chats.application.delivery.Rooms;
import io.chats.application.lookup.Presenter;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What syncs work with.
 *
 * @param executor runs what may block
 */
public record SyncContext(
    ChatStore chats,
    ChatDirectory directory,
    MessageHistory history,
    Presenter presenter,
    Rooms rooms,
    SyncLimiter turns,
    Clock clock,
    Executor executor) {}
