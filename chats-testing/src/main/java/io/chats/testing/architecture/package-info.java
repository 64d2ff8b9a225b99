/** The shape of the product as rules that run in every build, and a fixture that breaks each. */
package io.chats.testing.architecture;
