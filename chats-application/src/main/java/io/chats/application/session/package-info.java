/**
 * The sessions of this node: {@link io.chats.application.session.Sessions} knows them by user,
 * {@link io.chats.application.session.ActiveSession} carries out the requests of one, and {@link
 * io.chats.application.session.Reconciliation} compares what they were sent with the database every
 * two seconds. A listener of an embedding service is a session, too.
 */
package io.chats.application.session;
