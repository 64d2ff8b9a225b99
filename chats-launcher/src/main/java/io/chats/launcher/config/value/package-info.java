/** The formats in which variables are written: addresses, URLs, secrets, numbers, durations. */
package io.chats.launcher.config.value;
