/**
 * The sessions of this node: {@link io.chats.application.session.Sessions} knows them by user,
 * {@link io.chats.application.session.ActiveSession} carries out the requests of one, and {@link
 * io.chats.application.session.Reconciliation} makes up every two seconds for announcements that
 * were lost. A listener of an embedding service is a session, too.
 */
package io.chats.application.session;
