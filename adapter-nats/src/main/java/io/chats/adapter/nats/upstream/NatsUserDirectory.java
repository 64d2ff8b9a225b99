package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.port.UserDirectory;
import io.chats.json.TolerantFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Asks the service that knows users of a type for their profiles. The profile of a client is that
 * of the patient of the consultation, or else the user's own, also when the consultation is not
 * available.
 */
public record NatsUserDirectory(UpstreamClient client, UpstreamTopics topics)
    implements UserDirectory {

  @Override
  public Map<Key, Profile> find(Set<Key> users) {
    Set<Key> distinct = users.stream().map(Key::forAnyOrder).collect(Collectors.toSet());
    Map<Key, Optional<Profile>> profiles = client.all(distinct, this::find, Optional.empty());
    Map<Key, Profile> found = new HashMap<>();
    users.forEach(key -> profiles.get(key.forAnyOrder()).ifPresent(p -> found.put(key, p)));
    return found;
  }

  private CompletableFuture<Optional<Profile>> find(Key key) {
    return switch (key.type()) {
      case CLIENT -> client(key);
      case DOCTOR -> profile(key.user(), topics.doctors(), "/doctors/" + key.user() + "/ws");
      case OPERATOR, BOT -> ownProfile(key.user());
    };
  }

  private CompletableFuture<Optional<Profile>> client(Key key) {
    return client
        .get(topics.telemed(), "/consultation/" + key.order())
        .thenCompose(reply -> patientOrUser(key.user(), patient(reply)));
  }

  private CompletableFuture<Optional<Profile>> patientOrUser(UserId user, OptionalLong patient) {
    if (patient.isEmpty()) {
      return ownProfile(user);
    }
    return profile(user, topics.personal(), "/patients/" + patient.getAsLong() + "/ws")
        .thenCompose(found ->
            found.isPresent() ? CompletableFuture.completedFuture(found) : ownProfile(user));
  }

  private CompletableFuture<Optional<Profile>> ownProfile(UserId user) {
    return profile(user, topics.personal(), "/user/" + user);
  }

  private CompletableFuture<Optional<Profile>> profile(UserId user, String topic, String path) {
    return client.get(topic, path).thenApply(reply -> profile(user, reply));
  }

  private static OptionalLong patient(UpstreamReply reply) {
    return reply instanceof UpstreamReply.Data data
        ? new TolerantFields(data.data()).id("patient_id", "patientId")
        : OptionalLong.empty();
  }

  private static Optional<Profile> profile(UserId user, UpstreamReply reply) {
    return reply instanceof UpstreamReply.Data(JsonNode data) && data.isObject()
        ? Optional.of(profile(user, new TolerantFields(data)))
        : Optional.empty();
  }

  private static Profile profile(UserId user, TolerantFields fields) {
    return new Profile(
        user,
        fields.text("first_name", "firstName"),
        fields.text("last_name", "lastName"),
        fields.text("middle_name", "middleName"),
        fields.text("photo"));
  }
}
