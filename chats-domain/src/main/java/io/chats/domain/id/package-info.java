/** The names of things: validating records, so that one kind cannot be passed for another. */
package io.chats.domain.id;
