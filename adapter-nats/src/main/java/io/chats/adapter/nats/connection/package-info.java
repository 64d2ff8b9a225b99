/** The connections to NATS: made, watched, and made again for as long as the node runs. */
package io.chats.adapter.nats.connection;
