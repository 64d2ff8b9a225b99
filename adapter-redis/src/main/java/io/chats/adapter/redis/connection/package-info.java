/**
 * What nodes share in Redis. Redis is a convenience, never the truth: whatever happens to it, the
 * ports implemented here neither throw nor hold a caller up for long (spec G11).
 *
 * <p>All keys begin with {@code chats:v1:}. The number is that of the format of keys and values: it
 * rises with every change that older nodes could not read, so that nodes of both releases can run
 * side by side, each with its own values. Every key has a lifetime; nothing needs to be cleared.
 */
package io.chats.adapter.redis.connection;
