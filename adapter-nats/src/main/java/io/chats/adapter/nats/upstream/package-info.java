/** The services that Chats asks over the bus (spec 5). */
package io.chats.adapter.nats.upstream;
