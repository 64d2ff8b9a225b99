package io.chats.application.usecase;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Limits;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.FileStorage.Missing;
import io.chats.domain.refusal.Refusal;
import java.util.Map;
import java.util.Optional;

/** The rules that a message must keep to be posted; each returns the refusal, if there is one. */
final class PostRules {

  private PostRules() {}

  static Optional<Refusal> withinLimits(NewMessage message, Limits limits) {
    return message
        .clientId()
        .filter(id -> Limits.exceeds(id.value(), limits.clientMessageId()))
        .<Refusal>map(id -> new Refusal.TooLong("client_message_id", limits.clientMessageId()))
        .or(() -> limits.check(message.content()));
  }

  /** Some types are reserved for services (spec 6). */
  static Optional<Refusal> postableByUsers(NewMessage message) {
    return message.content().type().reservedForServices()
        ? Optional.of(new Refusal.BadMessageType("users cannot post messages of this type"))
        : Optional.empty();
  }

  /** A file counts as present when the storage service cannot be asked (spec 5). */
  static Optional<Refusal> withoutMissingFile(
      NewMessage message, ChatId chat, UserId author, Map<FileStorage.Key, Answer> files) {
    return message
        .content()
        .file()
        .filter(file -> files.get(new FileStorage.Key(file, chat, author)) instanceof Missing)
        .map(Refusal.NoSuchFile::new);
  }
}
