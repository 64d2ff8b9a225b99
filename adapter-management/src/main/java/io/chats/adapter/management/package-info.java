/** The management server: what people and machines beside the chats ask. */
package io.chats.adapter.management;
