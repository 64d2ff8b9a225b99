package io.chats.application.delivery;

import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClientSession;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An open session, and the chats whose rooms it is in. */
public final class Member {

  private final ClientSession session;
  private final Set<ChatId> chats = ConcurrentHashMap.newKeySet();
  private volatile boolean gone;

  public Member(ClientSession session) {
    this.session = session;
  }

  public ClientSession session() {
    return session;
  }

  /** Whether the session has ended. */
  public boolean isGone() {
    return gone;
  }

  /** The chats whose rooms it is in, or is entering. */
  public Set<ChatId> chats() {
    return chats;
  }

  void go() {
    gone = true;
  }
}
