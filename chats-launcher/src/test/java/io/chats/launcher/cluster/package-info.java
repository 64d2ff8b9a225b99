/**
 * The product as a cluster: real node processes on clustered NATS servers, one database and one
 * Redis, each of which is killed, frozen or cut off under a load, whose views are compared with the
 * database afterwards.
 */
package io.chats.launcher.cluster;
