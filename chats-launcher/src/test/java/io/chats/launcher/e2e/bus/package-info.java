/**
 * The Bus API over a real bus: every request and every invalid field, floods, and upstream services
 * that are silent.
 */
package io.chats.launcher.e2e.bus;
