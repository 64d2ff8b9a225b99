/**
 * The benchmarks: load from outside, over the network alone, which checks loss, repetition and
 * order while it measures. {@code suite} runs all of them, {@code micro} holds those of JMH, and
 * {@code start} measures the start.
 */
package io.chats.benchmarks;
