package io.chats.application.usecase;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.Refusal;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Messages that are posted together and checked one by one; a refused one does not affect the
 * others.
 *
 * @param refusals the refusal of each message; empty for an accepted one
 */
record PostBatch(List<NewMessage> messages, List<Optional<Refusal>> refusals) {

  /** A batch in which every message is accepted. */
  static PostBatch of(List<NewMessage> messages) {
    return new PostBatch(messages, Collections.nCopies(messages.size(), Optional.empty()));
  }

  /** A batch in which the messages are refused, too, that the rule refuses. */
  PostBatch check(Function<NewMessage, Optional<Refusal>> rule) {
    List<Optional<Refusal>> checked =
        IntStream.range(0, messages.size())
            .mapToObj(i -> refusals.get(i).or(() -> rule.apply(messages.get(i))))
            .toList();
    return new PostBatch(messages, checked);
  }

  List<NewMessage> accepted() {
    return IntStream.range(0, messages.size())
        .filter(i -> refusals.get(i).isEmpty())
        .mapToObj(messages::get)
        .toList();
  }

  /** One result for each message, from the results of the accepted ones. */
  List<PostResult> results(List<PostResult> ofAccepted) {
    Iterator<PostResult> next = ofAccepted.iterator();
    return refusals.stream()
        .map(refusal -> refusal.<PostResult>map(Rejected::new).orElseGet(next::next))
        .toList();
  }
}
