/**
 * The life of a bus request: one {@link io.chats.adapter.nats.bus.dispatch.RequestTask} holds it
 * from arrival to reply.
 *
 * <table>
 * <caption>States of a request</caption>
 * <tr><th>state</th><th>meaning</th><th>leaves it by</th></tr>
 * <tr><td>WAITING</td><td>received; it is read, waits in its chat's lane, or waits for the
 * bulkhead</td><td>start: STARTED; time limit: GIVEN_UP (112); refused or unreadable: answered with
 * its error</td></tr>
 * <tr><td>STARTED</td><td>the use case runs</td><td>its result is the reply; when the time limit ends
 * first the reply is 300, and the result is dropped</td></tr>
 * <tr><td>GIVEN_UP</td><td>the caller was told that nothing was done (112)</td><td>it is never
 * started</td></tr>
 * </table>
 *
 * <p>A request is <em>answered</em> once, by whatever comes first. It is <em>released</em> once,
 * when its work has ended, maybe long after it was answered: until then it counts as outstanding
 * and holds its place in its chat's lane.
 */
package io.chats.adapter.nats.bus.dispatch;
