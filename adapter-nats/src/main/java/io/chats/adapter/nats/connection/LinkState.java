package io.chats.adapter.nats.connection;

import java.time.Instant;

/** The state of a link: connected or not, and since when. */
public record LinkState(boolean up, Instant since) {}
