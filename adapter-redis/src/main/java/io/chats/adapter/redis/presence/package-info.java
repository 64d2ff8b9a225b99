/**
 * Presence in Redis: which users are online on which node, for how long a node is believed to live,
 * and who went offline when. {@link RedisPresenceRegistry} lists the keys. Every change that must
 * be atomic is a Lua script among the resources of this package; {@link PresenceScripts} runs them.
 * {@link LocalUserStates} decides what this node still has to report, {@link LeaseKeeper} when it
 * has to start over as a new incarnation.
 */
package io.chats.adapter.redis.presence;
