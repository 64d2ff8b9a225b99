/**
 * Stand-ins for ports of which there is nothing in the world: what one node does without others,
 * and what stands for services that are not there. They need nothing but Java.
 */
package io.chats.application.inprocess;
