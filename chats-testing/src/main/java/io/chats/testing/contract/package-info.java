/**
 * What each outbound port promises, as tests that every implementation runs: a subclass for each
 * implementation says how it is made. A shortfall is an override that says why.
 */
package io.chats.testing.contract;
