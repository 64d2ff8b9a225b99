/** What the environment says (spec 2): read once, checked as a whole, immutable afterwards. */
package io.chats.launcher.config;
