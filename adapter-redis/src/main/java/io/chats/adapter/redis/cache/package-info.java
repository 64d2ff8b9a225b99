/**
 * Profiles, files and participants of chats in Redis, shared by all nodes: under which key each is
 * stored, in which format, and for how long.
 */
package io.chats.adapter.redis.cache;
