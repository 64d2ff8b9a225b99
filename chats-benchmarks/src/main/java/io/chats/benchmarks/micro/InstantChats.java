package io.chats.benchmarks.micro;

import io.chats.application.api.ChatAdministration;
import io.chats.application.api.ChatReading;
import io.chats.application.api.Chats;
import io.chats.application.api.EventListening;
import io.chats.application.api.MessagePosting;
import io.chats.application.api.ReadMarking;
import io.chats.application.api.SessionControl;
import io.chats.application.api.SessionGateway;
import io.chats.application.api.UserNotification;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An application that returns one chat and accepts every message without any work. */
public final class InstantChats implements Chats {

  private final MessagePosting.PostResult posted =
      new MessagePosting.Posted(MicroSamples.message());

  @Override
  public ChatReading reading() {
    return new OneChat(MicroSamples.chat());
  }

  @Override
  public MessagePosting posting() {
    return (chat, author, messages) -> CompletableFuture.completedFuture(List.of(posted));
  }

  @Override
  public UserNotification notification() {
    return (user, event) -> {
      throw notMeasured();
    };
  }

  @Override
  public ChatAdministration administration() {
    return null; // no benchmark administers chats
  }

  @Override
  public SessionControl control() {
    return null; // no benchmark looks for sessions
  }

  @Override
  public ReadMarking marking() {
    throw notMeasured();
  }

  @Override
  public EventListening listening() {
    throw notMeasured();
  }

  @Override
  public SessionGateway sessions() {
    throw notMeasured();
  }

  private static UnsupportedOperationException notMeasured() {
    return new UnsupportedOperationException("not measured");
  }
}
