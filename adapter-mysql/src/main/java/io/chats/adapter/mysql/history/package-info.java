/** Reads pages of messages next to an id or a {@code seq}. */
package io.chats.adapter.mysql.history;
