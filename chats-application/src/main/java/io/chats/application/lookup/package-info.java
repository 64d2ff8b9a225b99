/**
 * What is shown beside messages: profiles and files, from caches and the services that have them.
 */
package io.chats.application.lookup;
