/** What sessions cost that do nothing: of a node, and of a bare Tyrus to compare with. */
package io.chats.benchmarks.idle;
