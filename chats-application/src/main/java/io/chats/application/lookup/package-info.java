/**
 * Profiles of users and files of messages, which clients are sent with messages and chats: from
 * caches, and from the services that have them. {@link io.chats.application.lookup.LookupCache}
 * decides what is asked of a service.
 */
package io.chats.application.lookup;
