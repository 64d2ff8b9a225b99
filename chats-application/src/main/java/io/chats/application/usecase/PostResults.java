package io.chats.application.usecase;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.application.lookup.Presenter;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.MessageStore.Appended;
import io.chats.domain.port.MessageStore.Refused;
import io.chats.domain.port.MessageStore.Repeated;
import io.chats.domain.port.MessageStore.Result;
import io.chats.domain.port.MessageStore.Stored;
import java.util.List;
import java.util.Map;

/** Tells a poster what the store made of the messages. */
final class PostResults {

  private PostResults() {}

  static List<PostResult> of(Appended appended, Map<FileStorage.Key, Answer> files) {
    ReadMarks marks = appended.chat().readMarks();
    return appended.results().stream().map(result -> of(result, marks, files)).toList();
  }

  private static PostResult of(Result result, ReadMarks marks, Map<FileStorage.Key, Answer> files) {
    return switch (result) {
      case Stored stored -> new Posted(Presenter.show(stored.message(), marks, files, false));
      case Repeated again -> new Posted(Presenter.show(again.message(), marks, files, true));
      case Refused refused -> new Rejected(refused.refusal());
    };
  }
}
