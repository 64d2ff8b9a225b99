/**
 * The configuration (spec 2): which variables there are, their presets, and the rules between them.
 * The environment is read once, checked as a whole, and immutable afterwards.
 */
package io.chats.launcher.config;
