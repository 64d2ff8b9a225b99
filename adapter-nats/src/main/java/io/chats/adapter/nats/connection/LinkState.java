package io.chats.adapter.nats.connection;

import java.time.Instant;

/** Whether a link is there, and since when. */
public record LinkState(boolean up, Instant since) {}
