package com.example.clinic.adapter.spring;

import io.chats.adapter.mysql.AppenderSettings;
import io.chats.adapter.mysql.Database;
import io.chats.adapter.mysql.JdbiChangeFeed;
import io.chats.adapter.mysql.JdbiChatDirectory;
import io.chats.adapter.mysql.JdbiChatStore;
import io.chats.adapter.mysql.JdbiMessageHistory;
import io.chats.adapter.mysql.JdbiMessageStore;
import io.chats.adapter.mysql.Migrations;
import io.chats.application.EmbeddedChats;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ChatCache;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Assembles the service. Spring closes its beans in reverse order: the node before its stores. */
@SpringBootApplication
public class ClinicApplication {

  /** The user in whose name this service posts. */
  static final UserId DESK = new UserId(100);

  /** Starts the service with the database at {@code spring.datasource.url}. */
  public static void main(String[] args) {
    SpringApplication.run(ClinicApplication.class, args);
  }

  /**
   * Gives Chats connections of its own to the same database. A thread in a transaction that waits
   * for a message holds one of the service's connections, and must not wait for another of these.
   */
  @Bean(defaultCandidate = false)
  DataSource chatsDataSource(DataSourceProperties properties) {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setUrl(properties.getUrl());
    dataSource.setUser(properties.determineUsername());
    dataSource.setPassword(properties.determinePassword());
    Migrations.of(dataSource).run();
    return dataSource;
  }

  @Bean
  Database chatsDatabase(@Qualifier("chatsDataSource") DataSource dataSource) {
    return Database.over(dataSource, Duration.ofSeconds(1));
  }

  @Bean(defaultCandidate = false)
  ExecutorService chatsExecutor() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Bean
  JdbiMessageStore messageStore(
      Database database, @Qualifier("chatsExecutor") ExecutorService executor) {
    return JdbiMessageStore.start(database, executor, Clock.systemUTC(), AppenderSettings.DEFAULT);
  }

  @Bean
  EmbeddedChats chats(
      Database database,
      JdbiMessageStore messages,
      @Qualifier("chatsExecutor") ExecutorService executor) {
    return EmbeddedChats.over(
            new JdbiChatStore(database, executor),
            messages,
            new JdbiMessageHistory(database),
            new JdbiChatDirectory(database, ChatCache.none(), executor),
            new JdbiChangeFeed(database))
        .executor(executor)
        .start();
  }

  @Bean
  OrderService orderService(JdbcClient orders, EmbeddedChats chats) {
    return new OrderService(orders, chats, DESK);
  }
}
