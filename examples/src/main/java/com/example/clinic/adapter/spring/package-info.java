/** A Spring Boot service that posts in its own transactions' threads. */
package com.example.clinic.adapter.spring;
