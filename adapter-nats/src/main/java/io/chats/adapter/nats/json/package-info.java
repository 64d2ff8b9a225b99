/** JSON as this module reads and writes it, and the names that enums have in it. */
package io.chats.adapter.nats.json;
