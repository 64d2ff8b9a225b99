/** Puts the modules together, one way for each mode. Holds no chat logic. */
package io.chats.launcher.wiring;
