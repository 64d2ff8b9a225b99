/** The JavaScript client and the playground in a real browser and in Node. */
package io.chats.launcher.e2e.browser;
