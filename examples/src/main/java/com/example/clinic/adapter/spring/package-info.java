/** A Spring Boot service that posts in the threads of its own transactions. */
package com.example.clinic.adapter.spring;
