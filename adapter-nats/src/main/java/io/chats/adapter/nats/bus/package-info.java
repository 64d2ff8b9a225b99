/**
 * The Bus API (spec 3 and 4): requests arrive at the {@link io.chats.adapter.nats.bus.BusListener},
 * and the {@link io.chats.adapter.nats.bus.BusRequestDispatcher} answers each of them. It is
 * decided here which bounds hold, how the API stops, and what is logged of a request.
 */
package io.chats.adapter.nats.bus;
