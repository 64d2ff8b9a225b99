/** The time that a node needs to start. */
package io.chats.benchmarks.start;
