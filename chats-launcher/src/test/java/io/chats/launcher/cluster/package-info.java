/**
 * Tests of a cluster: real node processes on clustered NATS servers, one database and one Redis.
 * Each of them is killed, frozen or cut off under a load, and what the clients received is compared
 * with the database afterwards.
 */
package io.chats.launcher.cluster;
