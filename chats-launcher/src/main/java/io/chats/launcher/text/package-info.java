/** The texts that people read, in each language. */
package io.chats.launcher.text;
