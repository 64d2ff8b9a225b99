/**
 * The life of a process: start in order, warm-up, stop by a signal; and the short life from which a
 * JVM makes an archive of classes.
 */
package io.chats.launcher.lifecycle;
