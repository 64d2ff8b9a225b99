/** The database, the users and the push service of embedded mode, all inside the process. */
package io.chats.launcher.embedded;
