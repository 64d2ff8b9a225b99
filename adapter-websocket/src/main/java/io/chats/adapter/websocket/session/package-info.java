/**
 * An authenticated connection of one user, from the check of its token to its end. All its work
 * that may block runs as one sequence of tasks; when too much waits there, its socket is not read.
 */
package io.chats.adapter.websocket.session;
