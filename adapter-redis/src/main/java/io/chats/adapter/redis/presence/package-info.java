/**
 * Who is there, in Redis. What must be atomic is a script, one class each; the scripts' sources are
 * resources of this package.
 */
package io.chats.adapter.redis.presence;
