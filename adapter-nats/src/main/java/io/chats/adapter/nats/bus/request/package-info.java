/**
 * Every request of the Bus API, one class for each: its fields, the use case it calls, and the
 * shape of its reply. The {@link io.chats.adapter.nats.bus.request.Router} lists them with their
 * paths.
 */
package io.chats.adapter.nats.bus.request;
