package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.LoadChat;
import io.chats.launcher.cluster.harness.StoredMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares what users posted and received with the database: nothing acknowledged is lost, nothing
 * is doubled, everything is in order, and all participants have everything and nothing else.
 */
final class DatabaseComparison {

  private final Map<LoadChat, List<StoredMessage>> stored;
  private final List<String> findings = new ArrayList<>();

  private DatabaseComparison(Map<LoadChat, List<StoredMessage>> stored) {
    this.stored = stored;
  }

  /**
   * Returns what is wrong; empty if nothing is.
   *
   * @param accounts the records of all authors
   * @param stored the messages by chat, in the order of their seq
   */
  static List<String> of(
      Collection<ClientRecord> accounts, Map<LoadChat, List<StoredMessage>> stored) {
    DatabaseComparison comparison = new DatabaseComparison(stored);
    stored.forEach(comparison::compareWithItself);
    accounts.forEach(comparison::compareWithSent);
    accounts.forEach(comparison::compareWithShown);
    return comparison.findings;
  }

  /** The seqs must be dense, ids and client ids unique, and ids in the order of the seqs. */
  private void compareWithItself(LoadChat chat, List<StoredMessage> messages) {
    String of = "chat " + chat.id() + " in the database: ";
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).seq() != i + 1) {
        findings.add(of + "not the seq " + (i + 1) + ": " + messages.get(i));
      }
      if (i > 0 && messages.get(i).id() <= messages.get(i - 1).id()) {
        findings.add(of + "not in the order of ids: " + messages.get(i));
      }
    }
    repeated(messages, StoredMessage::clientMessageId)
        .forEach(twice -> findings.add(of + "stored twice: " + twice));
  }

  private void compareWithSent(ClientRecord account) {
    Map<String, Outbox.Post> posts = new HashMap<>();
    account.outbox().acknowledged().forEach(post -> posts.put(post.id(), post));
    for (LoadChat chat : account.chats()) {
      List<StoredMessage> own =
          stored.get(chat).stream().filter(m -> m.user() == account.user()).toList();
      String of = "user %d in chat %d: ".formatted(account.user(), chat.id());
      compareWithSent(of, own, posts);
      posts.values().stream()
          .filter(post -> post.chat() == chat.id())
          .filter(post -> own.stream().noneMatch(m -> m.clientMessageId().equals(post.id())))
          .forEach(post -> findings.add(of + "lost, though acknowledged: " + post));
    }
  }

  /** Messages that were posted only once must be stored in the order of posting. */
  private void compareWithSent(String of, List<StoredMessage> own, Map<String, Outbox.Post> posts) {
    int last = 0;
    for (StoredMessage message : own) {
      Outbox.Post post = posts.get(message.clientMessageId());
      if (post == null || !post.text().equals(message.text())) {
        findings.add(of + "not what was sent: " + message);
      } else if (post.attempts() == 1) {
        if (post.number() < last) {
          findings.add(of + "sent before " + last + ": " + message);
        }
        last = post.number();
      }
    }
  }

  private void compareWithShown(ClientRecord account) {
    account
        .screen()
        .faults()
        .forEach(fault -> findings.add("user " + account.user() + ": " + fault));
    for (LoadChat chat : account.chats()) {
      List<StoredMessage> shown =
          account.view(chat).messages().stream().map(ReceivedMessage::message).toList();
      String of = "user %d in chat %d was ".formatted(account.user(), chat.id());
      repeated(shown, StoredMessage::id).forEach(m -> findings.add(of + "shown twice: " + m));
      minus(stored.get(chat), shown).forEach(m -> findings.add(of + "not shown: " + m));
      minus(shown, stored.get(chat)).forEach(m -> findings.add(of + "shown what is not: " + m));
      if (!shown.equals(
          shown.stream().sorted(Comparator.comparingLong(StoredMessage::seq)).toList())) {
        findings.add(of + "shown out of order: " + shown);
      }
    }
  }

  private static List<StoredMessage> minus(List<StoredMessage> all, List<StoredMessage> without) {
    Set<StoredMessage> known = new HashSet<>(without);
    return all.stream().filter(message -> !known.contains(message)).toList();
  }

  private static List<StoredMessage> repeated(
      List<StoredMessage> messages, Function<StoredMessage, ?> key) {
    Set<Object> known = new HashSet<>();
    return messages.stream().filter(message -> !known.add(key.apply(message))).toList();
  }
}
