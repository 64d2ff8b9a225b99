package io.chats.application.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What a cluster runs in.
 *
 * @param clocks that go wrong by a given time
 * @param executor of the nodes
 * @param timer of the nodes
 * @param carrier of what must not block: the bus, and the store's answers
 * @param blocking called by whoever blocks on the database or the presence registry
 * @param lookup called by whoever blocks on the services that are asked, where one waits for
 *     another
 * @param mishap whether something fails that fails now and then
 */
public record Environment(
    Function<Duration, Clock> clocks,
    Executor executor,
    ScheduledExecutorService timer,
    Executor carrier,
    Runnable blocking,
    Runnable lookup,
    BooleanSupplier mishap) {}
