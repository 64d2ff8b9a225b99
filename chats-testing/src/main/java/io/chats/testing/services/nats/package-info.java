/** Private NATS servers, alone or in a cluster, and the settings that tests vary. */
package io.chats.testing.services.nats;
