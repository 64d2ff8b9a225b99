package io.chats.adapter.nats.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.StoredFile;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Found;
import io.chats.domain.port.FileStorage.Missing;
import io.chats.domain.port.FileStorage.Unknown;
import io.chats.testing.contract.FileStorageContract;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsFileStorageIT extends FileStorageContract {

  private static final FileStorage.Key A = key("a");
  private static final FileStorage.Key B = key("b");
  private static final FileStorage.Key ODD = key("odd");

  private static Upstreams upstreams;
  private static FakeService service;

  @BeforeAll
  static void start() {
    upstreams = new Upstreams();
    service =
        upstreams
            .service(Upstreams.TOPICS.storage())
            .answers(request("a"), "{'data':{'id':'a'}}")
            .answers(request("b"), "{'data':{'id':'b'}}");
  }

  @AfterAll
  static void stop() {
    upstreams.close();
  }

  @Override
  protected FileStorage storage() {
    return new NatsFileStorage(upstreams.client(), Upstreams.TOPICS);
  }

  @Override
  protected Set<FileStorage.Key> stored() {
    return Set.of(A, B);
  }

  @Override
  protected Set<FileStorage.Key> missing() {
    return Set.of(key("c"), key("\"é\uD83C\uDF3F"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'title':'t','url':'u','thumbnail':'n','mimeType':'m','insertDate':'d','size':12 | 12",
        "'title':'t','url':'u','thumbnail':'n','mime_type':'m','insert_date':'d','size':'12' | 12",
        "'title':'t','url':'u','thumbnail':'n','mimeType':'m','insertDate':'d','size':'x' | 0",
      })
  void readsTolerantly(String data, long size) {
    service.answers(request("odd"), "{'data':{'id':'other'," + data + "}}");
    StoredFile.Details details = new StoredFile.Details("t", "u", "n", "m", "d", size);
    assertThat(storage().find(Set.of(ODD)))
        .containsEntry(ODD, new Found(new StoredFile(ODD.file(), Optional.of(details))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish",
        "{}",
        "{'data':null}",
        "{'data':[]}",
        "{'error':{'code':112}}",
        "{'error':{'code':200}}",
        "{'error':{'code':300}}",
        "{'error':{'code':429}}",
        "{'error':{'code':500}}",
        "{'error':{'code':599}}",
        "{'error':'no'}"
      })
  void takesUnreadableRepliesAsAnOutage(String reply) {
    service.answers(request("odd"), reply);
    FileStorage hasty =
        new NatsFileStorage(upstreams.client(Duration.ofMillis(300)), Upstreams.TOPICS);
    assertThat(hasty.find(Set.of(ODD, A))).containsEntry(ODD, new Unknown()).hasSize(2);
  }

  @Test
  void takesAnErrorForItsWordThatThereIsNone() {
    service.answers(request("odd"), "{'error':{'code':1401}}");
    assertThat(storage().find(Set.of(ODD))).containsEntry(ODD, new Missing());
  }

  private static FileStorage.Key key(String file) {
    return new FileStorage.Key(new FileId(file), new ChatId(1), new UserId(7));
  }

  private static String request(String file) {
    return "GET /file {\"file_id\":\"" + file + "\",\"chat_id\":1,\"user_id\":7}";
  }
}
