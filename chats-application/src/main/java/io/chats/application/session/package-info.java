/** The sessions of this node: whose they are, whether they are there, and what they are shown. */
package io.chats.application.session;
