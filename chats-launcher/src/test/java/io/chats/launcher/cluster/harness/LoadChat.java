package io.chats.launcher.cluster.harness;

import java.util.List;

/** A chat of the load, and all who take part in it from the beginning to the end. */
public record LoadChat(long id, List<Long> users) {}
