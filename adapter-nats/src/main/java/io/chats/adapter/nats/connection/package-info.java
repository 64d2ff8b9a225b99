/**
 * The connections to NATS. It is decided here when and to which server a node connects, how a lost
 * or frozen server is detected, how much may wait to be sent, and what operators read about
 * outages.
 */
package io.chats.adapter.nats.connection;
