/** The cases of RFC 6455, and the page of the documents that shows their results. */
package io.chats.adapter.websocket.conformance;
