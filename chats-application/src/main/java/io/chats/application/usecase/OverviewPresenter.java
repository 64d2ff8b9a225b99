package io.chats.application.usecase;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import io.chats.application.api.ChatReading.ChatList;
import io.chats.application.api.ChatReading.ShownChat;
import io.chats.application.lookup.Presenter;
import io.chats.application.lookup.Presenter.Known;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Message;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.UserDirectory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Adds profiles and files to chats; those of a whole list are looked up together. */
record OverviewPresenter(Presenter presenter) {

  /** The chats that a list shows take no more memory than this, however large its chats are. */
  private static final int MAX_OPPONENTS = 10_000;

  /**
   * Chats as the users who ask for them see them.
   *
   * @param asker gives the user who asks for a chat
   */
  ChatList shown(List<ChatOverview> chats, Function<ChatOverview, UserId> asker, boolean more) {
    List<View> views = chats.stream().map(chat -> View.forAsker(chat, asker.apply(chat))).toList();
    return list(views, more);
  }

  /** A chat as the user who asks for it sees it. */
  ShownChat shown(ChatOverview chat, UserId asker) {
    View view = View.forAsker(chat, asker);
    return view.show(presenter.known(view.keys(), view.messages()));
  }

  /** As {@link #shown}, if everything is cached in this process. Never blocks. */
  Optional<ShownChat> shownAtOnce(ChatOverview chat, UserId asker) {
    View view = View.forAsker(chat, asker);
    return presenter.near(view.keys(), view.messages()).map(view::show);
  }

  /** The latest chat of each pair, with the user of the pair as the opponent, in order. */
  ChatList latest(List<OrderParticipant> pairs, List<ChatOverview> chats, boolean more) {
    Map<OrderId, List<ChatOverview>> byOrder =
        chats.stream().collect(groupingBy(chat -> chat.chat().order()));
    List<View> views = new ArrayList<>();
    for (OrderParticipant pair : pairs) {
      byOrder.getOrDefault(pair.order(), List.of()).stream()
          .filter(chat -> participants(chat).find(pair.user()).isPresent())
          .max(comparingLong(chat -> chat.chat().id().value()))
          .ifPresent(chat -> views.add(View.of(chat, pair.user())));
    }
    return list(views, more);
  }

  private ChatList list(List<View> all, boolean more) {
    List<View> views = firstWithin(MAX_OPPONENTS, all);
    Set<UserDirectory.Key> keys = new HashSet<>();
    views.forEach(view -> keys.addAll(view.keys()));
    List<Message> last = views.stream().flatMap(v -> v.messages().stream()).toList();
    Known known = presenter.known(keys, last);
    boolean isCut = views.size() < all.size();
    return new ChatList(views.stream().map(v -> v.show(known)).toList(), more || isCut);
  }

  /** The first of these chats that have no more opponents together; one at least. */
  private static List<View> firstWithin(int maxOpponents, List<View> all) {
    int opponents = 0;
    for (int i = 0; i < all.size(); i++) {
      opponents += all.get(i).opponents().size();
      if (opponents > maxOpponents && i > 0) {
        return all.subList(0, i);
      }
    }
    return all;
  }

  private static Participants participants(ChatOverview chat) {
    return chat.conversation().participants();
  }

  /** A chat with the participants who are shown. */
  private record View(
      ChatOverview chat, Optional<Subscription> opponent, List<Subscription> opponents) {

    static View forAsker(ChatOverview chat, UserId asker) {
      Participants all = participants(chat);
      return new View(chat, all.mainOpponentOf(asker), all.opponentsOf(asker));
    }

    static View of(ChatOverview chat, UserId opponent) {
      Participants all = participants(chat);
      List<Subscription> shown = all.active().filter(s -> !s.isBot()).toList();
      return new View(chat, all.find(opponent), shown);
    }

    Set<UserDirectory.Key> keys() {
      Set<UserDirectory.Key> keys = Presenter.keys(opponents, order());
      opponent.ifPresent(s -> keys.add(Presenter.key(s, order())));
      return keys;
    }

    List<Message> messages() {
      return chat.lastMessage().map(List::of).orElse(List.of());
    }

    ShownChat show(Known known) {
      return new ShownChat(
          chat.chat(),
          opponent.map(s -> Presenter.opponent(s, order(), known.profiles())),
          Presenter.opponents(opponents, order(), known.profiles()),
          chat.unread(),
          chat.lastMessage().map(message -> show(message, known.files())));
    }

    private ShownMessage show(Message message, Map<FileStorage.Key, Answer> files) {
      return Presenter.show(message, chat.chat().readMarks(), files, false);
    }

    private OrderId order() {
      return chat.chat().order();
    }
  }
}
