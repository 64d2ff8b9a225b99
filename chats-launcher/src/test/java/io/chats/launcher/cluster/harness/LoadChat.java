package io.chats.launcher.cluster.harness;

import java.util.List;

/** A chat of the load with its participants, who stay to the end. */
public record LoadChat(long id, List<Long> users) {}
