/**
 * The Bus API (spec 3 and 4): requests arrive at the {@link io.chats.adapter.nats.bus.BusListener},
 * and the {@link io.chats.adapter.nats.bus.BusRequestDispatcher} answers each of them.
 */
package io.chats.adapter.nats.bus;
