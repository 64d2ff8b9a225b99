/**
 * The other services that Chats asks over the bus (spec 5). It is decided here which request goes
 * to which service, how its reply is understood, and what counts as an outage of it.
 */
package io.chats.adapter.nats.upstream;
