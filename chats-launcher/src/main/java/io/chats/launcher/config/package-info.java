/** What the environment says (SPEC 2): read once, checked as a whole, immutable afterwards. */
package io.chats.launcher.config;
