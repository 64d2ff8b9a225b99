/** The sessions of this node: who they are, and what they do. */
package io.chats.application.session;
