/** The ids: validating records, so that an id of one kind cannot be passed for another. */
package io.chats.domain.id;
