package io.chats.adapter.nats.bus;

import io.chats.application.api.Chats;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Carries requests out by the application: see {@link BusApi}. */
public final class RoutedBusApi implements BusApi {

  private final BusSettings settings;
  private final Router router;
  private final TrafficMonitor monitor;
  private final Failures failures;
  private final BusLog log;
  private final Executor executor;
  private final Admission admission;
  private final Executor intake;
  private final TimeLimit limit;
  private final Lanes lanes;
  private final Room room;
  private final RequestIds ids = new RequestIds();

  /** Logs no requests; else the same. */
  public RoutedBusApi(
      Chats chats,
      BusSettings settings,
      TrafficMonitor monitor,
      FailureReporter reporter,
      Executor executor) {
    this(chats, settings, monitor, reporter, BusLog.none(), executor);
  }

  /**
   * @param reporter is told of unforeseen failures with the ids under which the log has the request
   * @param executor takes requests in, and runs those that may block: a thread for each, virtual or
   *     not
   */
  public RoutedBusApi(
      Chats chats,
      BusSettings settings,
      TrafficMonitor monitor,
      FailureReporter reporter,
      BusLog log,
      Executor executor) {
    this.settings = settings;
    this.router = new Router(chats, settings);
    this.monitor = monitor;
    this.failures = new Failures(reporter);
    this.log = log;
    this.executor = executor;
    this.admission = new Admission(settings.mostOutstanding(), settings.mostOutstandingBytes());
    this.intake = new SerialExecutor(executor);
    this.limit = new TimeLimit(settings.replyWithin(), executor);
    this.lanes = new Lanes(executor, settings.mostWaitingOfOneChat());
    this.room = new Room(settings.mostHeld(), settings.replyWithin());
  }

  @Override
  public CompletionStage<byte[]> handle(byte[] request, int largestReply) {
    Exchange exchange = new Exchange(ids.next(), largestReply);
    log.request(exchange.id(), request);
    CompletableFuture<byte[]> reply =
        exchange.answered().thenApply(answer -> told(exchange, answer));
    if (request.length > settings.mostOutstandingBytes()) {
      exchange.answer(Answer.TOO_LARGE);
    } else if (!admission.admit(request.length)) {
      exchange.answer(Answer.OVERLOADED);
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
    Work work =
        new Work(exchange, failures, room, executor, () -> admission.release(request.length));
    try {
      // One at a time: so requests of a chat come into its lane in the order of arrival, and of
      // all the trees that hostile documents grow into there is never more than one.
      intake.execute(() -> read(work, request));
    } catch (RejectedExecutionException e) {
      work.over(Answer.OVERLOADED);
    }
  }

  private void read(Work work, byte[] request) {
    try {
      Envelope envelope = Envelope.read(request);
      Call call = work.read(router.find(envelope), envelope.body());
      if (call.subject().isEmpty()) {
        executor.execute(work::start);
      } else if (!lanes.add(call.subject().get(), work)) {
        work.over(Answer.OVERLOADED);
      }
    } catch (RejectedExecutionException e) {
      work.over(Answer.OVERLOADED);
    } catch (Throwable e) {
      work.failed(e);
    }
  }

  private byte[] told(Exchange exchange, Answer answer) {
    Route route = exchange.route();
    monitor.request(route.method(), route.path(), answer.result(), exchange.age());
    log.reply(exchange.id(), answer.bytes());
    return answer.bytes();
  }
}
