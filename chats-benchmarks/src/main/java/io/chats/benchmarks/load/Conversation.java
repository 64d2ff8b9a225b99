package io.chats.benchmarks.load;

/** A chat of two users. */
public record Conversation(long chat, long first, long second) {}
