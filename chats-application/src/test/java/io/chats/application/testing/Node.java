package io.chats.application.testing;

import io.chats.application.ChatsNode;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Clock;

/** A node of a cluster, its line to the database, and its clock. */
public record Node(ChatsNode chats, DatabaseLink line, Clock clock) {}
