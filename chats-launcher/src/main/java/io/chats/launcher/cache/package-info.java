/**
 * The parts of embedded mode that need a library, for one node (spec 2); and the caches, which also
 * stand before shared ones.
 */
package io.chats.launcher.cache;
