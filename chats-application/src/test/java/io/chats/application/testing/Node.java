package io.chats.application.testing;

import io.chats.application.ChatsNode;
import java.time.Clock;

/** A node of a cluster, its line to the database, and its clock. */
public record Node(ChatsNode chats, Line line, Clock clock) {}
