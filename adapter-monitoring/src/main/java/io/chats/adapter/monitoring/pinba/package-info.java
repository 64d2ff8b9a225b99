/** Tells a Pinba server of each request, over UDP. */
package io.chats.adapter.monitoring.pinba;
