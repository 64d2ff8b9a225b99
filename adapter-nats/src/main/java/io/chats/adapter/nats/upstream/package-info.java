/** The services that Chats asks over the bus (SPEC 5). */
package io.chats.adapter.nats.upstream;
