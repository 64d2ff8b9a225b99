/**
 * Clients that harm a node, each in an ordinary-looking way: {@link
 * io.chats.benchmarks.siege.StubbornSockets} read nothing and come back whenever they are closed,
 * {@link io.chats.benchmarks.siege.Handshakes} are the good ones that are to get in meanwhile.
 */
package io.chats.benchmarks.siege;
