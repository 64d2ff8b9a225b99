/** What the product is about: chats, messages, subscriptions, and the rules that hold for them. */
package io.chats.domain.model;
