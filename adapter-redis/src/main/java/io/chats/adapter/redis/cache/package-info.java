/** Profiles, files and participants of chats in Redis, shared by all nodes. */
package io.chats.adapter.redis.cache;
