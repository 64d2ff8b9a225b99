/**
 * Syncs a session: sends it what it has missed of its chats (spec 6, G4), and decides what the
 * rooms may send it meanwhile. {@link io.chats.application.delivery.sync.DeliverySession} holds all
 * of the state, for the rooms and for the syncs.
 *
 * <p>The modes of a session:
 *
 * <table>
 *   <caption>Modes</caption>
 *   <tr><th>mode</th><th>rooms that it enters</th><th>events of chats</th></tr>
 *   <tr>
 *     <td>UNSYNCED</td>
 *     <td>none</td>
 *     <td>dropped: the gate is shut</td>
 *   </tr>
 *   <tr>
 *     <td>SYNCING</td>
 *     <td>those that the sync says; other attempts are noted</td>
 *     <td>depend on the state of the chat (below)</td>
 *   </tr>
 *   <tr>
 *     <td>FOLLOWING</td>
 *     <td>the room of each chat in which the user is seen to take part</td>
 *     <td>sent</td>
 *   </tr>
 * </table>
 *
 * <p>An ended session enters no room in any mode.
 *
 * <table>
 *   <caption>Transitions of the mode</caption>
 *   <tr><th>from</th><th>event</th><th>to</th><th>effect</th></tr>
 *   <tr>
 *     <td>(start)</td>
 *     <td>{@code following}, {@code unsynced}</td>
 *     <td>FOLLOWING, UNSYNCED</td>
 *     <td>the position is the handshake; or the gate is shut</td>
 *   </tr>
 *   <tr>
 *     <td>UNSYNCED, FOLLOWING</td>
 *     <td>{@code beginSync}</td>
 *     <td>SYNCING</td>
 *     <td>the gate opens; listed chats are muted; the session leaves their rooms</td>
 *   </tr>
 *   <tr>
 *     <td>SYNCING</td>
 *     <td>{@code endSync}</td>
 *     <td>FOLLOWING</td>
 *     <td>the session enters the rooms that were noted</td>
 *   </tr>
 *   <tr>
 *     <td>SYNCING</td>
 *     <td>{@code abandonSync}: a later sync failed</td>
 *     <td>FOLLOWING</td>
 *     <td>the session enters the rooms of the listed chats where it got to, and those noted</td>
 *   </tr>
 *   <tr>
 *     <td>SYNCING</td>
 *     <td>{@code remainUnsynced}: the first sync failed</td>
 *     <td>UNSYNCED</td>
 *     <td>positions and noted rooms are dropped; the gate is shut</td>
 *   </tr>
 * </table>
 *
 * <table>
 *   <caption>States of one chat while its session is SYNCING</caption>
 *   <tr><th>state</th><th>begins with</th><th>new messages</th><th>other events</th></tr>
 *   <tr>
 *     <td>not listed</td>
 *     <td>{@code beginSync}</td>
 *     <td>sent, if the session is in the room</td>
 *     <td>sent, if the session is in the room</td>
 *   </tr>
 *   <tr>
 *     <td>muted</td>
 *     <td>{@code beginSync}, for a listed chat</td>
 *     <td>dropped: the sync sends them</td>
 *     <td>sent</td>
 *   </tr>
 *   <tr>
 *     <td>held</td>
 *     <td>{@code hold}, in the room, with its snapshot</td>
 *     <td>held back; the session is closed when too much is held</td>
 *     <td>held back; typing and presence are dropped when too much is held</td>
 *   </tr>
 *   <tr>
 *     <td>released</td>
 *     <td>{@code releaseHeld}, which sends what is held</td>
 *     <td>sent</td>
 *     <td>sent</td>
 *   </tr>
 * </table>
 *
 * <p>The steps of a sync: the session leaves the rooms of the listed chats. Missing messages are
 * replayed up to the last one that was there when the user was seen to take part. Then each room
 * takes a snapshot of its chat, in its own thread, and from there on events are held back; so few
 * messages are missing still, and they are replayed exactly up to the snapshot. Then the session is
 * sent the state of all its chats, and the held events.
 */
package io.chats.application.delivery.sync;
