/**
 * Reads what was committed (spec G5): {@link io.chats.application.feed.FeedReader} asks the feed of
 * changes and remembers the ids that are missing in it, {@link
 * io.chats.application.feed.FeedProgress} says to others how far that has got.
 */
package io.chats.application.feed;
