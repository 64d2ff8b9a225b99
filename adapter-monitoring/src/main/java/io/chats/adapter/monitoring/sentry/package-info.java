/** Reports failures and lost services to Sentry, and nothing that users write. */
package io.chats.adapter.monitoring.sentry;
