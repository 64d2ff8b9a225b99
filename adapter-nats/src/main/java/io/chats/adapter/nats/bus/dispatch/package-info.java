/**
 * The life of a bus request, from its arrival until its work has ended. It is decided here which
 * request is admitted ({@link io.chats.adapter.nats.bus.dispatch.InFlight}), in which order the
 * requests of a chat run ({@link io.chats.adapter.nats.bus.dispatch.ChatLanes}), when a caller no
 * longer waits ({@link io.chats.adapter.nats.bus.dispatch.SharedTimeLimit}), and which error stands
 * for a failure ({@link io.chats.adapter.nats.bus.dispatch.ErrorReplies}). One {@link
 * io.chats.adapter.nats.bus.dispatch.RequestTask} holds all that is known of a request.
 *
 * <table>
 * <caption>The states of a request</caption>
 * <tr><th>state</th><th>event</th><th>reply</th><th>next state</th></tr>
 * <tr><td>RECEIVED</td><td>it is admitted</td><td></td><td>WAITING</td></tr>
 * <tr><td>RECEIVED</td><td>it is too large, or too much is outstanding</td><td>that error</td>
 * <td>ENDED</td></tr>
 * <tr><td>WAITING</td><td>its turn comes: it was read, its lane lets it start, and there are
 * permits for what it reads</td><td></td><td>STARTED</td></tr>
 * <tr><td>WAITING</td><td>it cannot be read, its lane is full, or there are no permits or threads
 * </td><td>that error</td><td>ENDED</td></tr>
 * <tr><td>WAITING</td><td>the time limit ends</td><td>112: nothing was done</td>
 * <td>GIVEN_UP</td></tr>
 * <tr><td>STARTED</td><td>its work ends</td><td>the result, or the error of a failure</td>
 * <td>ENDED</td></tr>
 * <tr><td>STARTED</td><td>the time limit ends</td><td>300: the outcome is unknown</td>
 * <td>LATE</td></tr>
 * <tr><td>GIVEN_UP</td><td>its turn comes</td><td>none: it is not started</td><td>ENDED</td></tr>
 * <tr><td>LATE</td><td>its work ends</td><td>none: the result is dropped, a failure is reported
 * </td><td>ENDED</td></tr>
 * </table>
 *
 * <p>So a request has exactly one reply. In all states between RECEIVED and ENDED it counts as
 * outstanding, also when it was answered long before: it still holds memory and its place in the
 * lane of its chat.
 */
package io.chats.adapter.nats.bus.dispatch;
