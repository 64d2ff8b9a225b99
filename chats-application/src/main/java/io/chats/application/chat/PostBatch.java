package io.chats.application.chat;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Limits;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.FileStorage.Missing;
import io.chats.domain.refusal.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Messages to post together, checked one by one: a bad one does not hold up the others.
 *
 * @param refusals for each message why it is refused; empty for an accepted one
 */
record PostBatch(List<NewMessage> messages, List<Optional<Refusal>> refusals) {

  /** The files of the messages, to be looked up before they are checked. */
  static Set<FileStorage.Key> files(ChatId chat, UserId author, List<NewMessage> messages) {
    return messages.stream()
        .flatMap(m -> m.content().file().stream())
        .map(file -> new FileStorage.Key(file, chat, author))
        .collect(Collectors.toSet());
  }

  static PostBatch check(
      List<NewMessage> messages,
      Limits limits,
      Function<FileStorage.Key, Answer> files,
      ChatId chat,
      UserId author) {
    List<Optional<Refusal>> refusals =
        messages.stream()
            .map(m -> tooLong(m, limits).or(() -> noSuchFile(m, files, chat, author)))
            .toList();
    return new PostBatch(messages, refusals);
  }

  List<NewMessage> accepted() {
    List<NewMessage> accepted = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        accepted.add(messages.get(i));
      }
    }
    return accepted;
  }

  /** One result for each message, given those of the accepted ones. */
  List<PostResult> results(List<PostResult> ofAccepted) {
    Iterator<PostResult> next = ofAccepted.iterator();
    return refusals.stream()
        .map(refusal -> refusal.<PostResult>map(Rejected::new).orElseGet(next::next))
        .toList();
  }

  private static Optional<Refusal> tooLong(NewMessage message, Limits limits) {
    return message
        .clientId()
        .filter(id -> Limits.exceeds(id.value(), limits.clientMessageId()))
        .<Refusal>map(id -> new Refusal.TooLong("client_message_id", limits.clientMessageId()))
        .or(() -> limits.check(message.content()));
  }

  private static Optional<Refusal> noSuchFile(
      NewMessage message, Function<FileStorage.Key, Answer> files, ChatId chat, UserId author) {
    return message
        .content()
        .file()
        .filter(file -> files.apply(new FileStorage.Key(file, chat, author)) instanceof Missing)
        .map(Refusal.NoSuchFile::new);
  }
}
