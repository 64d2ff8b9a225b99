/** The work that nodes do for sessions and chats of other nodes. */
package io.chats.launcher.cluster.scaling;
