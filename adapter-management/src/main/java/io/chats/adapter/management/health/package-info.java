/** Whether this process can do its work: what it depends on, and where in its life it is. */
package io.chats.adapter.management.health;
