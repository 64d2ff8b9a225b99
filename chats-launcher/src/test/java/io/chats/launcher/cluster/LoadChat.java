package io.chats.launcher.cluster;

import java.util.List;

/** A chat of the load, and all who take part in it from the beginning to the end. */
record LoadChat(long id, List<Long> users) {}
