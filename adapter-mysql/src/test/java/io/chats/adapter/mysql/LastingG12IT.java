package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChangeFeed.IdRange;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChangeFeed.Source;
import io.chats.domain.port.ChatDirectory;
import io.chats.testing.age.DatabaseSeeder;
import io.chats.testing.age.DatabaseWork;
import io.chats.testing.age.Population;
import io.chats.testing.age.SeededChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * G12 Lasting: what is asked of a user costs the same with ten times as many closed chats behind
 * that user, in a database that lived through the migrations.
 */
@EachDatabase(quick = Databases.MARIADB)
class LastingG12IT {

  private static final int FEW = 200;
  private static final int MANY = 2_000;
  private static final int PAGE = 20;

  /** The rows that a look-up of a user with one opened chat may read. */
  private static final long FEW_ROWS = 20;

  /** Two look-ups that cost the same may differ by this, since an index ends somewhere. */
  private static final long SLACK = 8;

  /**
   * The rows that a page may read of each chat: its row, its participants, its messages and what is
   * unread.
   */
  private static final long ROWS_OF_A_CHAT = 16;

  /** Of two users, the first is a client and the second a doctor. */
  private static final int CLIENT = 0;

  private static final int DOCTOR = 1;

  private static PrivateDatabase server;
  private static Connection observer;
  private static TestNode node;
  private static SeededChats young;
  private static SeededChats old;

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void growOldAndUpgrade(Databases kind) throws SQLException {
    server = kind.start();
    Migrations.of(TestNode.settings(server).build()).upTo(DatabaseSeeder.SCHEMA_VERSION).run();
    observer = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    DatabaseSeeder seeder = new DatabaseSeeder(observer, Clock.systemUTC());
    young = seeder.add(new Population(1_000, 2, FEW, 1));
    old = seeder.add(new Population(1_000_000, 2, MANY, 1));
    node = TestNode.of(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws SQLException {
    node.close();
    observer.close();
    server.close();
  }

  @Test
  void connectingReadsTheOpenedChats() throws SQLException {
    assertThat(directory().openedChats(List.of(user(old, DOCTOR))))
        .hasEntrySatisfying(user(old, DOCTOR), chats -> assertThat(chats).hasSize(1));
    assertSameFewRows(DOCTOR, user -> directory().openedChats(List.of(user)));
    assertSameFewRows(CLIENT, user -> directory().openedChats(List.of(user)));
  }

  @Test
  void lookingUpStaffReadsTheOpenedChats() throws SQLException {
    assertThat(directory().staffOf(List.of(user(old, CLIENT)))).containsKey(user(old, CLIENT));
    assertSameFewRows(CLIENT, user -> directory().staffOf(List.of(user)));
    assertSameFewRows(DOCTOR, user -> directory().staffOf(List.of(user)));
  }

  @Test
  void theFirstPageReadsTheChatsThatAreShown() throws SQLException {
    assertThat(page(old, Optional.empty()))
        .extracting(shown -> shown.chat().id())
        .startsWith(openedOf(old), closedOf(old, 1), closedOf(old, 2))
        .hasSize(PAGE);
    assertSamePage(chats -> page(chats, Optional.empty()));
  }

  @Test
  void theTenthPageReadsTheChatsThatAreShown() throws SQLException {
    int before = 9 * PAGE - 1;
    assertThat(page(old, Optional.of(closedOf(old, before))))
        .extracting(shown -> shown.chat().id())
        .startsWith(closedOf(old, before + 1), closedOf(old, before + 2))
        .hasSize(PAGE);
    assertSamePage(chats -> page(chats, Optional.of(closedOf(chats, before))));
  }

  @Test
  void oneChatReadsThatChat() throws SQLException {
    long few = rows(() -> directory().activeChats(user(young, DOCTOR), List.of(openedOf(young))));
    long many = rows(() -> directory().activeChats(user(old, DOCTOR), List.of(openedOf(old))));
    assertThat(many).isLessThan(few + SLACK).isLessThan(FEW_ROWS);
  }

  @Test
  void pollingTheFeedReadsWhatIsNew() throws SQLException {
    ChangeFeed feed = node.feed();
    Positions end = feed.end();
    assertThat(end.messages()).isGreaterThan(old.population().messages());
    assertThat(feed.after(end, MANY)).isEmpty();
    assertThat(rows(feed::end)).isLessThan(FEW_ROWS);
    assertThat(rows(() -> feed.after(end, MANY))).isLessThan(FEW_ROWS);
    List<IdRange> gap = List.of(new IdRange(end.messages() + 1, end.messages() + 1_000));
    assertThat(rows(() -> feed.within(Source.MESSAGES, gap))).isLessThan(FEW_ROWS);
  }

  private static void assertSameFewRows(int user, Consumer<UserId> look) throws SQLException {
    long few = rows(() -> look.accept(user(young, user)));
    long many = rows(() -> look.accept(user(old, user)));
    assertThat(many).isLessThan(few + SLACK).isLessThan(FEW_ROWS);
  }

  /** The pages of both may differ by the unread messages of their chats. */
  private static void assertSamePage(Consumer<SeededChats> look) throws SQLException {
    long few = rows(() -> look.accept(young));
    long many = rows(() -> look.accept(old));
    assertThat(many).isLessThan(few + PAGE).isLessThan(PAGE * ROWS_OF_A_CHAT);
  }

  /** The rows that the server reads for a look-up, when repeated. */
  private static long rows(Runnable look) throws SQLException {
    look.run();
    return DatabaseWork.during(observer, look::run).rowsRead();
  }

  private static List<ChatOverview> page(SeededChats chats, Optional<ChatId> before) {
    return directory().activeChats(user(chats, DOCTOR), before, PAGE);
  }

  private static ChatDirectory directory() {
    return node.directory();
  }

  private static UserId user(SeededChats chats, int index) {
    return new UserId(chats.population().user(index));
  }

  private static ChatId openedOf(SeededChats chats) {
    return new ChatId(chats.opened().get(DOCTOR).chat());
  }

  /**
   * A closed chat of the doctor.
   *
   * @param number from 1, the latest first
   */
  private static ChatId closedOf(SeededChats chats, int number) {
    return new ChatId(chats.closed(DOCTOR, chats.population().closedChats() - number).chat());
  }
}
