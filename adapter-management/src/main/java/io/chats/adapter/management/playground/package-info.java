/**
 * Serves the playground, a page to try embedded mode on, and the JavaScript client that it is made
 * with. Only listed files are served.
 */
package io.chats.adapter.management.playground;
