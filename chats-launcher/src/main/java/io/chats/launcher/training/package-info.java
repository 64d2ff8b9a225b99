/** A short life of a node, from which the JVM learns what starts need. */
package io.chats.launcher.training;
