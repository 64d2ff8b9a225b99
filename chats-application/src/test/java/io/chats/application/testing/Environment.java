package io.chats.application.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The surroundings of a cluster.
 *
 * @param clocks make clocks that are wrong by a given time
 * @param nanoTime measures time
 * @param executor runs the tasks of the nodes
 * @param timer the timer of the nodes
 * @param carrier runs tasks that must not block: the bus, and the store's answers
 * @param blocking is called before a thread blocks on the database or the presence registry
 * @param lookup is called before a thread blocks on an upstream service
 * @param mishap says whether something that fails now and then fails this time
 */
public record Environment(
    Function<Duration, Clock> clocks,
    LongSupplier nanoTime,
    Executor executor,
    ScheduledExecutorService timer,
    Executor carrier,
    Runnable blocking,
    Runnable lookup,
    BooleanSupplier mishap) {}
