/** A service that has nothing of Chats but its Bus API. */
package com.example.clinic.adapter.bus;
