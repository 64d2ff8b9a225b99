/** Databases with years of use behind them, for tests and measurements of what age costs. */
package io.chats.testing.age;
