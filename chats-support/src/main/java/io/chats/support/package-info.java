/**
 * Plumbing that several modules need: running tasks in order, bounding calls, pausing between
 * attempts, and keeping log lines few. It uses nothing but the JDK and SLF4J's API.
 */
package io.chats.support;
