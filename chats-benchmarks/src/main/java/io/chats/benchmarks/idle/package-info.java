/** The cost of idle sessions of a node, and of a bare Tyrus for comparison. */
package io.chats.benchmarks.idle;
