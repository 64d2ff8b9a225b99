package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.bus.dispatch.ChatLanes;
import io.chats.adapter.nats.bus.dispatch.ErrorReplies;
import io.chats.adapter.nats.bus.dispatch.InFlight;
import io.chats.adapter.nats.bus.dispatch.RequestIds;
import io.chats.adapter.nats.bus.dispatch.RequestTask;
import io.chats.adapter.nats.bus.dispatch.SharedTimeLimit;
import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.adapter.nats.bus.request.RequestCall;
import io.chats.adapter.nats.bus.request.RequestEnvelope;
import io.chats.adapter.nats.bus.request.Router;
import io.chats.adapter.nats.bus.request.Router.Route;
import io.chats.application.api.Chats;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import io.chats.support.Bulkhead;
import io.chats.support.SerialExecutor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has the application carry out requests: admits them, reads them in the order of their arrival,
 * puts them into the lane of their chat, and replies in time.
 */
public final class BusRequestDispatcher implements BusApi {

  private final BusSettings settings;
  private final Router router;
  private final TrafficMonitor monitor;
  private final TrafficLog log;
  private final Executor executor;
  private final RequestTask.Shared shared;
  private final InFlight inFlight;
  private final SerialExecutor intake;
  private final SharedTimeLimit limit;
  private final ChatLanes lanes;
  private final RequestIds ids = new RequestIds();

  /** As the other constructor, without a log of the requests. */
  public BusRequestDispatcher(
      Chats chats,
      BusSettings settings,
      TrafficMonitor monitor,
      FailureReporter reporter,
      Executor executor) {
    this(chats, settings, monitor, reporter, TrafficLog.none(), executor);
  }

  /**
   * @param reporter is notified of unforeseen failures, with the ids that the log has
   * @param executor reads requests, and runs those that may block; it gives each task a thread of
   *     its own, virtual or not
   */
  public BusRequestDispatcher(
      Chats chats,
      BusSettings settings,
      TrafficMonitor monitor,
      FailureReporter reporter,
      TrafficLog log,
      Executor executor) {
    this.settings = settings;
    this.router = new Router(chats, settings.zone(), settings.limits().frameBytes());
    this.monitor = monitor;
    this.log = log;
    this.executor = executor;
    this.shared =
        new RequestTask.Shared(
            new ErrorReplies(reporter),
            Bulkhead.inOrder(settings.maxHeld(), settings.replyWithin()),
            executor);
    this.inFlight = new InFlight(settings.maxOutstanding(), settings.maxOutstandingBytes());
    this.intake =
        new SerialExecutor(executor, failure -> reporter.unforeseen(failure, "bus", Map.of()));
    this.limit = new SharedTimeLimit(settings.replyWithin(), executor);
    this.lanes = new ChatLanes(executor, settings.maxWaitingOfOneChat());
  }

  @Override
  public CompletionStage<byte[]> handle(byte[] request, int maxReply) {
    RequestTask task = new RequestTask(ids.next(), maxReply, shared);
    log.request(task.id(), request);
    CompletableFuture<byte[]> reply = task.replied().thenApply(encoded -> reported(task, encoded));
    if (request.length > settings.maxOutstandingBytes()) {
      task.end(EncodedReply.TOO_LARGE);
    } else if (!inFlight.tryAcquire(request.length)) {
      task.end(EncodedReply.OVERLOADED);
    } else {
      admit(task, request);
    }
    return reply;
  }

  /** The number of requests whose work has not ended. */
  public int outstanding() {
    return inFlight.count();
  }

  private void admit(RequestTask task, byte[] request) {
    task.admitted(limit, () -> inFlight.release(request.length));
    try {
      // Requests are read one at a time, so that those of a chat enter its lane in the order of
      // their arrival, and only one hostile document at a time can take up memory as a tree.
      intake.execute(() -> read(task, request));
    } catch (RejectedExecutionException e) {
      task.end(EncodedReply.OVERLOADED);
    }
  }

  private void read(RequestTask task, byte[] request) {
    try {
      RequestEnvelope envelope = RequestEnvelope.read(request);
      RequestCall call = task.read(router.find(envelope), envelope.body());
      if (call.subject().isEmpty()) {
        executor.execute(task::start);
      } else if (!lanes.add(call.subject().get(), task)) {
        task.end(EncodedReply.OVERLOADED);
      }
    } catch (RejectedExecutionException e) {
      task.end(EncodedReply.OVERLOADED);
    } catch (Throwable e) {
      task.fail(e);
    }
  }

  private byte[] reported(RequestTask task, EncodedReply reply) {
    Route route = task.route();
    monitor.request(route.method(), route.path(), reply.result(), task.age());
    log.reply(task.id(), reply.bytes());
    return reply.bytes();
  }
}
