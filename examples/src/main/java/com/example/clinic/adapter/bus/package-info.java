/** A service that uses nothing of Chats but its Bus API. */
package com.example.clinic.adapter.bus;
