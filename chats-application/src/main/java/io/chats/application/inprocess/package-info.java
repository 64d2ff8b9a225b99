/**
 * Ports of a single node without other services: a bus and a presence registry in this process, and
 * stand-ins for services that are not there. They need nothing but Java.
 */
package io.chats.application.inprocess;
