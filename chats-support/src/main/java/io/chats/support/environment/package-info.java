/**
 * What programs find in their environment: service links of Kubernetes, files with secrets, typos.
 */
package io.chats.support.environment;
