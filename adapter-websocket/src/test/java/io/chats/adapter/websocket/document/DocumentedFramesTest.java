package io.chats.adapter.websocket.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chats.adapter.websocket.document.ApiDocument.Frame;
import io.chats.adapter.websocket.frame.FrameEncoder;
import io.chats.adapter.websocket.frame.FrameType;
import io.chats.domain.event.ClientEvent;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document describes exactly the frames that the code has. */
class DocumentedFramesTest {

  private final ApiDocument document = ApiDocument.load();
  private final FrameSchemas toClients = FrameSchemas.toClients();
  private final FrameEncoder encoder = new FrameEncoder(ZoneOffset.UTC);

  @Test
  void describesEveryFrameThatClientsMaySend() {
    Set<String> known =
        Arrays.stream(FrameType.values()).map(FrameType::wireName).collect(Collectors.toSet());

    assertThat(types(document.fromClients())).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void describesEveryFrameThatClientsAreSent() {
    Set<String> sent =
        EventSamples.all().stream()
            .filter(event -> !(event instanceof ClientEvent.Custom))
            .map(event -> encoded(event).get("type").textValue())
            .collect(Collectors.toSet());

    assertThat(types(document.toClients())).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void thereIsASampleOfEveryKindOfEvent() {
    assertThat(EventSamples.all().stream().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(Set.of(ClientEvent.class.getPermittedSubclasses()));
  }

  @Test
  void everyEventIsEncodedAsDescribed() {
    for (ClientEvent event : EventSamples.all()) {
      assertThat(toClients.violations(encoded(event))).describedAs(event.toString()).isEmpty();
    }
  }

  @Test
  void everyExampleIsAsDescribed() {
    FrameSchemas fromClients = FrameSchemas.fromClients();
    for (Frame frame : document.fromClients()) {
      assertThat(frame.examples()).isNotEmpty();
      frame.examples().forEach(e -> assertThat(fromClients.violations(e)).isEmpty());
    }
    for (Frame frame : document.toClients()) {
      assertThat(frame.examples()).isNotEmpty();
      frame.examples().forEach(e -> assertThat(toClients.violations(e)).isEmpty());
    }
  }

  @Test
  void everyFrameInTheComponentsIsPartOfAnOperation() {
    Set<String> keys = new TreeSet<>();
    document.root().at("/components/messages").fieldNames().forEachRemaining(keys::add);

    assertThat(
            Stream.concat(document.fromClients().stream(), document.toClients().stream())
                .map(Frame::key))
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void theSchemasAreStrict() {
    assertThat(toClients.violations("{\"type\":\"pong\",\"data\":{}}")).isEmpty();
    assertThat(toClients.violations("{\"type\":\"pong\",\"data\":{\"x\":1}}")).isNotEmpty();
    assertThat(toClients.violations("{\"type\":\"pong\",\"data\":{},\"x\":1}")).isNotEmpty();
    assertThat(toClients.violations("{\"type\":\"chat\",\"data\":{\"chatId\":1,\"left\":false}}"))
        .isNotEmpty();
    assertThat(
            toClients.violations("{\"type\":\"error\",\"error\":{\"code\":326,\"message\":\"\"}}"))
        .isNotEmpty();
    assertThat(toClients.violations("{\"type\":\"pong\",\"data\":")).isNotEmpty();
  }

  private static Set<String> types(List<Frame> frames) {
    return frames.stream().map(Frame::type).flatMap(Optional::stream).collect(Collectors.toSet());
  }

  private JsonNode encoded(ClientEvent event) {
    try {
      return new ObjectMapper().readTree(encoder.encode(event).json());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
