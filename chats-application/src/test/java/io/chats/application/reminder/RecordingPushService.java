package io.chats.application.reminder;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.PushService;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Records every push, and accepts those that a test wants accepted. */
final class RecordingPushService implements PushService {

  private final List<Push> pushes = new CopyOnWriteArrayList<>();
  private volatile Predicate<Push> taking = push -> true;

  /** Accepts from now on the pushes that this predicate does; it may block, and throw. */
  void take(Predicate<Push> which) {
    taking = which;
  }

  List<Push> all() {
    return pushes;
  }

  List<SpellId> ids() {
    return pushes.stream().map(Push::id).toList();
  }

  @Override
  public boolean push(SpellId id, UserId recipient, OrderId order, String title, String body) {
    Push push = new Push(id, recipient, order, title, body);
    pushes.add(push);
    return taking.test(push);
  }

  record Push(SpellId id, UserId recipient, OrderId order, String title, String body) {}
}
