package com.example.clinic.adapter.spring;

import io.chats.application.api.Chats;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Accepts orders, and posts about them in their chats. Chats stores over connections of its own, so
 * a message is not part of the transaction in whose thread it is posted.
 */
public class OrderService {

  private final JdbcClient orders;
  private final Chats chats;
  private final UserId desk;

  /**
   * Creates the service.
   *
   * @param desk the user in whose name it posts, a participant of the chats
   */
  public OrderService(JdbcClient orders, Chats chats, UserId desk) {
    this.orders = orders;
    this.chats = chats;
    this.desk = desk;
  }

  /**
   * Posts once the order is committed, still in the transaction's thread: nothing is posted of an
   * order that is not committed. If the message cannot be stored, the order remains.
   */
  @Transactional
  public void take(long order, ChatId chat) {
    insert(order);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            say(chat, "order-" + order, "Your order is taken");
          }
        });
  }

  /**
   * Posts within the transaction: if the message cannot be stored, neither is the order. The
   * message remains if the transaction fails later; because of its id, a second attempt does not
   * post it twice.
   */
  @Transactional
  public void takeAndSay(long order, ChatId chat) {
    say(chat, "order-" + order, "Your order is taken");
    insert(order);
  }

  private void insert(long order) {
    orders.sql("INSERT INTO orders (id) VALUES (?)").param(order).update();
  }

  private void say(ChatId chat, String id, String text) {
    NewMessage message = new NewMessage(Optional.of(new ClientMessageId(id)), Content.text(text));
    switch (chats
        .posting()
        .post(chat, desk, List.of(message))
        .toCompletableFuture()
        .join()
        .getFirst()) {
      case Posted posted -> {}
      case Rejected rejected -> throw new RefusedException(rejected.refusal());
    }
  }
}
