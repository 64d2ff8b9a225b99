/** A load of many clients, and the comparison of what they received with the database. */
package io.chats.launcher.cluster.load;
