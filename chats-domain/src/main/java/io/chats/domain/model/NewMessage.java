package io.chats.domain.model;

import io.chats.domain.id.ClientMessageId;
import java.util.Objects;
import java.util.Optional;

/** A message to store. Without a client id it is stored again each time it is posted. */
public record NewMessage(Optional<ClientMessageId> clientId, Content content) {

  public NewMessage {
    Objects.requireNonNull(clientId);
    Objects.requireNonNull(content);
  }
}
