package com.example.clinic.adapter.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.application.EmbeddedChats;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.UserType;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderServiceTest {

  private ConfigurableApplicationContext spring;
  private OrderService service;
  private EmbeddedChats chats;
  private JdbcClient orders;
  private long lastOrder;

  @BeforeAll
  void start() {
    spring =
        SpringApplication.run(
            ClinicApplication.class,
            "--spring.datasource.url=jdbc:h2:mem:orders;MODE=MySQL;DATABASE_TO_LOWER=TRUE"
                + ";DB_CLOSE_DELAY=-1",
            "--spring.datasource.generate-unique-name=false",
            "--spring.main.banner-mode=off");
    service = spring.getBean(OrderService.class);
    chats = spring.getBean(EmbeddedChats.class);
    orders = spring.getBean(JdbcClient.class);
    orders.sql("CREATE TABLE orders (id BIGINT PRIMARY KEY)").update();
  }

  @AfterAll
  void stop() {
    spring.close();
  }

  @Test
  void isSaidOnceTheOrderIsCommitted() {
    ChatId chat = chat();
    service.take(++lastOrder, chat);
    assertThat(said(chat)).containsExactly("Your order is taken");
    assertThat(isTaken(lastOrder)).isTrue();
  }

  @Test
  void isNotSaidWhenTheTransactionIsRolledBack() {
    ChatId chat = chat();
    TransactionTemplate outer = spring.getBean(TransactionTemplate.class);
    outer.executeWithoutResult(status -> {
      service.take(++lastOrder, chat);
      status.setRollbackOnly();
    });
    assertThat(said(chat)).isEmpty();
    assertThat(isTaken(lastOrder)).isFalse();
  }

  @Test
  void isSaidInTheTransactionsThreadWhileTheTransactionIsOpen() {
    ChatId chat = chat();
    TransactionTemplate outer = spring.getBean(TransactionTemplate.class);
    outer.executeWithoutResult(status -> {
      service.takeAndSay(++lastOrder, chat);
      assertThat(said(chat)).containsExactly("Your order is taken");
      status.setRollbackOnly();
    });
    assertThat(isTaken(lastOrder)).isFalse();
    service.takeAndSay(lastOrder, chat);
    assertThat(said(chat)).containsExactly("Your order is taken");
    assertThat(isTaken(lastOrder)).isTrue();
  }

  @Test
  void anOrderIsNotTakenWhenItCannotBeSaid() {
    ChatId chat = chat();
    chats.administration().close(chat);
    long order = ++lastOrder;
    assertThatThrownBy(() -> service.takeAndSay(order, chat)).isInstanceOf(RefusedException.class);
    assertThat(isTaken(order)).isFalse();
  }

  @Test
  void aMessageIsNoPartOfATransactionThatFails() {
    ChatId chat = chat();
    long order = ++lastOrder;
    service.take(order, chat);
    ChatId other = chat();
    assertThatThrownBy(() -> service.takeAndSay(order, other))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(said(other)).containsExactly("Your order is taken");
  }

  private ChatId chat() {
    ChatId chat = chats.administration().open(new OrderId(7), Optional.empty());
    chats.administration().subscribe(chat, ClinicApplication.DESK, UserType.OPERATOR);
    return chat;
  }

  private List<String> said(ChatId chat) {
    return chats
        .reading()
        .recent(chat, ClinicApplication.DESK, Optional.empty(), 50)
        .messages()
        .stream()
        .map(shown -> shown.message().content().text())
        .toList();
  }

  private boolean isTaken(long order) {
    return orders
            .sql("SELECT COUNT(*) FROM orders WHERE id = ?")
            .param(order)
            .query(Integer.class)
            .single()
        == 1;
  }
}
