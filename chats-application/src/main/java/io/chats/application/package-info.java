/** Assembles the use cases into a node. */
package io.chats.application;
