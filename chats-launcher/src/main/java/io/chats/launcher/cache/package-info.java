/**
 * Caches in the memory of a node: all there is in embedded mode, and in service mode the first ones
 * to be asked, before those in Redis.
 */
package io.chats.launcher.cache;
