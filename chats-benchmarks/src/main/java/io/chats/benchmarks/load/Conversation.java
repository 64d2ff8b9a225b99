package io.chats.benchmarks.load;

/** A chat with its two users. */
public record Conversation(long chat, long first, long second) {}
