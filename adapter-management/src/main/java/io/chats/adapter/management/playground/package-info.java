/** The page on which embedded mode can be tried, and the JavaScript client that it is made with. */
package io.chats.adapter.management.playground;
