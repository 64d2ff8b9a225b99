/** Reports who comes and goes, and announces changes of presence. */
package io.chats.application.presence;
