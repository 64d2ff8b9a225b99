package io.chats.adapter.mysql.append;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.AppendDecision;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Message;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The outcome of a group's transaction.
 *
 * @param judged the requests that were decided, in the order of the decision's posts
 * @param stored the messages, one for each draft of the decision
 * @param rest the requests of chats that could not be locked
 * @param existing those of these chats that exist
 */
record GroupOutcome(
    List<AppendRequest> judged,
    AppendDecision decision,
    List<Message> stored,
    List<AppendRequest> rest,
    Set<ChatId> existing) {

  /**
   * Answers all requests but those whose chat is locked elsewhere; to be called after the commit.
   *
   * @param listener is notified of each append before its caller is
   */
  void answer(Consumer<Appended> listener) {
    List<Appended> results = decision.results(stored);
    for (int i = 0; i < judged.size(); i++) {
      listener.accept(results.get(i));
      judged.get(i).complete(results.get(i));
    }
    for (AppendRequest request : rest) {
      if (!existing.contains(request.chat())) {
        request.fail(new RefusedException(new Refusal.NoSuchChat(request.chat())));
      }
    }
  }

  /** The requests whose chat is locked elsewhere. */
  List<AppendRequest> locked() {
    return rest.stream().filter(request -> existing.contains(request.chat())).toList();
  }
}
