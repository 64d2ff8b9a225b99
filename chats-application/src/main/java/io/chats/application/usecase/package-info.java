/** The use cases: administering chats, posting, reading. */
package io.chats.application.usecase;
