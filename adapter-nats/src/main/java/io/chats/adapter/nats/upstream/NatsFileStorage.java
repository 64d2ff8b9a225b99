package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.domain.id.FileId;
import io.chats.domain.model.StoredFile;
import io.chats.domain.port.FileStorage;
import io.chats.json.TolerantFields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Asks the storage service for the details of files. */
public record NatsFileStorage(UpstreamClient client, UpstreamTopics topics) implements FileStorage {

  @Override
  public Map<Key, Answer> find(Set<Key> files) {
    return client.all(files, this::find, new Unknown());
  }

  private CompletableFuture<Answer> find(Key key) {
    return client
        .ask(
            topics.storage(),
            "GET",
            "/file",
            json -> {
              json.writeStringField("file_id", key.file().value());
              json.writeNumberField("chat_id", key.chat().value());
              json.writeNumberField("user_id", key.author().value());
            })
        .thenApply(reply -> answer(key.file(), reply));
  }

  private static Answer answer(FileId file, UpstreamReply reply) {
    return switch (reply) {
      case UpstreamReply.Data data when data.data().isObject() ->
          new Found(new StoredFile(file, Optional.of(details(data.data()))));
      case UpstreamReply.Refused refused -> new Missing();
      default -> new Unknown();
    };
  }

  private static StoredFile.Details details(JsonNode data) {
    TolerantFields fields = new TolerantFields(data);
    return new StoredFile.Details(
        fields.text("title"),
        fields.text("url"),
        fields.text("thumbnail"),
        fields.text("mimeType", "mime_type"),
        fields.text("insertDate", "insert_date"),
        fields.integer("size").orElse(0));
  }
}
