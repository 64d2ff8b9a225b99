/**
 * Finds chats by their participants, with unread counts, and caches what it found for as long as
 * the version of a chat stays the same.
 */
package io.chats.adapter.mysql.directory;
