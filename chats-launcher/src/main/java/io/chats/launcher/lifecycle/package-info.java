/** Starting and stopping. */
package io.chats.launcher.lifecycle;
