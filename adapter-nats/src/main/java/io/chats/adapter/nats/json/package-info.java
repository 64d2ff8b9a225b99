/**
 * JSON documents as a whole: it is decided here how strictly a document is read, within which
 * bounds, and what of an envelope may be logged. The fields of objects are read with {@code
 * io.chats.json}.
 */
package io.chats.adapter.nats.json;
