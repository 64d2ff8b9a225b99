/** Private Redis servers, with or without a password. */
package io.chats.testing.services.redis;
