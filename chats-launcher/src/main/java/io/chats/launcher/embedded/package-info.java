/** The database of embedded mode. */
package io.chats.launcher.embedded;
