/**
 * The Bus API (spec 3 and 4): requests of other services, whichever way they come.
 *
 * <p>A request is admitted, read in the order of arrival, put in its chat's lane, carried out by
 * the application, and answered in time, by its work or by the clock.
 */
package io.chats.adapter.nats.bus;
