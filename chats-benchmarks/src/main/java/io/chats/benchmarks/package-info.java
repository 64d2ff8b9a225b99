/** Load from outside, over the wire alone; checks loss, repetition and order while it measures. */
package io.chats.benchmarks;
