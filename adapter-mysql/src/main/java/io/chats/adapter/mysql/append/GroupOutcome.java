package io.chats.adapter.mysql.append;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Message;
import io.chats.domain.port.MessageStore.Appended;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What came of a group.
 *
 * @param stored the messages of the plan
 * @param rest the requests of chats that could not be locked
 * @param existing those of these chats that exist
 */
record GroupOutcome(
    AppendPlan plan, List<Message> stored, List<AppendRequest> rest, Set<ChatId> existing) {

  /**
   * Answers all but those whose chat is locked by somebody else; after the commit.
   *
   * @param told of each append before its caller is
   */
  void answer(Consumer<Appended> told) {
    plan.answer(stored, told);
    rest.stream()
        .filter(request -> !existing.contains(request.chat()))
        .forEach(GroupOutcome::refuse);
  }

  /** Those whose chat is locked by somebody else. */
  List<AppendRequest> locked() {
    return rest.stream().filter(request -> existing.contains(request.chat())).toList();
  }

  /** Whether looking for repeats was worth it. */
  boolean hasRepeats() {
    return plan.foundRepeats();
  }

  private static void refuse(AppendRequest request) {
    request.fail(new RefusedException(new Refusal.NoSuchChat(request.chat())));
  }
}
