package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.bus.dispatch.ChatLanes;
import io.chats.adapter.nats.bus.dispatch.ErrorReplies;
import io.chats.adapter.nats.bus.dispatch.Exchange;
import io.chats.adapter.nats.bus.dispatch.ReadBulkhead;
import io.chats.adapter.nats.bus.dispatch.RequestAdmission;
import io.chats.adapter.nats.bus.dispatch.RequestIds;
import io.chats.adapter.nats.bus.dispatch.RequestTask;
import io.chats.adapter.nats.bus.dispatch.SerialExecutor;
import io.chats.adapter.nats.bus.dispatch.SharedTimeLimit;
import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.adapter.nats.bus.request.RequestCall;
import io.chats.adapter.nats.bus.request.RequestEnvelope;
import io.chats.adapter.nats.bus.request.Route;
import io.chats.adapter.nats.bus.request.Router;
import io.chats.application.api.Chats;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Carries requests out by the application: see {@link BusApi}. */
public final class BusRequestDispatcher implements BusApi {

  private final BusSettings settings;
  private final Router router;
  private final TrafficMonitor monitor;
  private final ErrorReplies failures;
  private final TrafficLog log;
  private final Executor executor;
  private final RequestAdmission admission;
  private final Executor intake;
  private final SharedTimeLimit limit;
  private final ChatLanes lanes;
  private final ReadBulkhead room;
  private final RequestIds ids = new RequestIds();

  /** Logs no requests; else the same. */
  public BusRequestDispatcher(
      Chats chats,
      BusSettings settings,
      TrafficMonitor monitor,
      FailureReporter reporter,
      Executor executor) {
    this(chats, settings, monitor, reporter, TrafficLog.none(), executor);
  }

  /**
   * @param reporter is told of unforeseen failures with the ids under which the log has the request
   * @param executor takes requests in, and runs those that may block: a thread for each, virtual or
   *     not
   */
  public BusRequestDispatcher(
      Chats chats,
      BusSettings settings,
      TrafficMonitor monitor,
      FailureReporter reporter,
      TrafficLog log,
      Executor executor) {
    this.settings = settings;
    this.router = new Router(chats, settings);
    this.monitor = monitor;
    this.failures = new ErrorReplies(reporter);
    this.log = log;
    this.executor = executor;
    this.admission =
        new RequestAdmission(settings.mostOutstanding(), settings.mostOutstandingBytes());
    this.intake = new SerialExecutor(executor);
    this.limit = new SharedTimeLimit(settings.replyWithin(), executor);
    this.lanes = new ChatLanes(executor, settings.mostWaitingOfOneChat());
    this.room = new ReadBulkhead(settings.mostHeld(), settings.replyWithin());
  }

  @Override
  public CompletionStage<byte[]> handle(byte[] request, int largestReply) {
    Exchange exchange = new Exchange(ids.next(), largestReply);
    log.request(exchange.id(), request);
    CompletableFuture<byte[]> reply =
        exchange.answered().thenApply(answer -> told(exchange, answer));
    if (request.length > settings.mostOutstandingBytes()) {
      exchange.answer(EncodedReply.TOO_LARGE);
    } else if (!admission.admit(request.length)) {
      exchange.answer(EncodedReply.OVERLOADED);
    } else {
      admitted(exchange, request);
    }
    return reply;
  }

  /** How many requests were taken and are not over. */
  public int outstanding() {
    return admission.outstanding();
  }

  private void admitted(Exchange exchange, byte[] request) {
    exchange.expireUnder(limit);
    RequestTask work =
        new RequestTask(
            exchange, failures, room, executor, () -> admission.release(request.length));
    try {
      // One at a time: so requests of a chat come into its lane in the order of arrival, and of
      // all the trees that hostile documents grow into there is never more than one.
      intake.execute(() -> read(work, request));
    } catch (RejectedExecutionException e) {
      work.over(EncodedReply.OVERLOADED);
    }
  }

  private void read(RequestTask work, byte[] request) {
    try {
      RequestEnvelope envelope = RequestEnvelope.read(request);
      RequestCall call = work.read(router.find(envelope), envelope.body());
      if (call.subject().isEmpty()) {
        executor.execute(work::start);
      } else if (!lanes.add(call.subject().get(), work)) {
        work.over(EncodedReply.OVERLOADED);
      }
    } catch (RejectedExecutionException e) {
      work.over(EncodedReply.OVERLOADED);
    } catch (Throwable e) {
      work.failed(e);
    }
  }

  private byte[] told(Exchange exchange, EncodedReply answer) {
    Route route = exchange.route();
    monitor.request(route.method(), route.path(), answer.result(), exchange.age());
    log.reply(exchange.id(), answer.bytes());
    return answer.bytes();
  }
}
