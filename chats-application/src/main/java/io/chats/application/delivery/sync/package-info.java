/**
 * Syncs a session: sends it what it has missed of its chats (spec 6, G4), and decides what the
 * rooms may send it meanwhile. {@link io.chats.application.delivery.sync.DeliverySession} holds all
 * of the state, for the rooms and for the syncs.
 *
 * <pre>
 * Mode       Rooms that the session enters                  Events of chats
 * UNSYNCED   none                                           dropped: the gate is shut
 * SYNCING    those that the sync says; others are noted     as the state of the chat says (below)
 * FOLLOWING  of each chat in which the user takes part      sent
 *
 * From       Call (and when)                    To          Effect
 * (start)    following                          FOLLOWING   resumes from what is settled now
 * (start)    unsynced                           UNSYNCED    the gate is shut
 * UNSYNCED,  beginSync                          SYNCING     the gate opens; listed chats are muted;
 * FOLLOWING                                                 the sync takes it out of their rooms
 * SYNCING    endSync (all pages were sent)      FOLLOWING   enters the rooms that were noted
 * SYNCING    abandonSync (a later sync failed)  FOLLOWING   enters the rooms of the listed chats
 *                                                           of pages that were not sent, where
 *                                                           it got to, and those noted
 * SYNCING    remainUnsynced (the first failed)  UNSYNCED    positions and noted rooms are dropped;
 *                                                           the gate is shut
 *
 * A chat while its session is SYNCING
 * State       Begins with              New messages         Other events
 * not listed  beginSync                sent                 sent
 *             (if the session is in the room)
 * muted       beginSync, if listed     dropped, since       sent
 *                                      the sync sends them
 * held        hold, in the room,       held back            held back
 *             with the snapshot
 * released    releaseHeld, which       sent                 sent
 *             sends what is held
 * </pre>
 *
 * <p>An ended session enters no room in any mode. When too much is held back, typing and presence
 * are dropped, and for any other event the session is closed, to try again later.
 *
 * <p>The steps of a sync: the session leaves the rooms of the listed chats. Missing messages are
 * replayed up to the last one that was there when the user was seen to take part. Then the chats
 * are covered page by page, the listed ones first. Each room of a page takes a snapshot of its
 * chat, in its own serial executor, and from there on events are held back; so few messages are
 * missing still, and they are replayed exactly up to the snapshot. Then the session is sent the
 * state of the chats of the page, and the held events: for these chats the sync is over.
 */
package io.chats.application.delivery.sync;
