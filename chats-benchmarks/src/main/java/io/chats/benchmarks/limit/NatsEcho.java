package io.chats.benchmarks.limit;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Answers each request at the subject {@code echo} with its own body, through jnats. */
public final class NatsEcho {

  static final String SUBJECT = "echo";

  private NatsEcho() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    Connection connection = Nats.connect(arguments[0]);
    connection
        .createDispatcher(request -> connection.publish(request.getReplyTo(), request.getData()))
        .subscribe(SUBJECT);
    System.out.println("Ready.");
    new CountDownLatch(1).await();
  }
}
