/** Reports each request of the Bus API to a Pinba server, over UDP. */
package io.chats.adapter.monitoring.pinba;
