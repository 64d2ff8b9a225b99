/**
 * An authenticated connection of one user, from the check of its token to its end. Frames and all
 * else that may block run as one sequence of tasks for each session; when too much waits in it,
 * nothing more is read from the socket.
 */
package io.chats.adapter.websocket.session;
