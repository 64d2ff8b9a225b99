/**
 * Presence: {@link io.chats.application.presence.PresenceReporter} reports to the registry who came
 * to this node and who left, {@link io.chats.application.presence.PresenceWatch} asks the registry
 * for what other nodes could not report, and {@link
 * io.chats.application.presence.PresenceAnnouncer} announces the changes to opponents, whose
 * signals {@link io.chats.application.presence.PresenceSignals} sends at a bounded rate.
 */
package io.chats.application.presence;
