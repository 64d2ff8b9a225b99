package io.chats.adapter.mysql.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.Spell;
import io.chats.testing.contract.TestChats;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Spells over all sequences of steps, with reviews at any time between them. */
class SpellPropertiesTest {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final int MAX_DUE = 10_000;

  private static TestNode node;

  enum Step {
    SAY,
    SAY_TOO,
    ANSWER,
    SYSTEM,
    READ_ALL,
    READ_SOME,
    LEAVE,
    COME_BACK,
    HAND_OVER,
    HEIR_READS,
    HAND_BACK,
    BECOME_OPERATOR,
    CLOSE,
    NOTICE,
    NOTICE_TOO,
    REMIND
  }

  @BeforeContainer
  static void start() {
    node = TestNode.h2("spells");
  }

  @AfterContainer
  static void stop() {
    node.close();
  }

  @Property(tries = 150)
  void areThoseOfTheNaiveModel(@ForAll("steps") List<Step> steps) {
    Trial trial = new Trial();
    steps.forEach(trial::take);
    trial.take(Step.NOTICE);
  }

  /** Closing is rare, since nothing happens after it. */
  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.of(Step.class)),
            Tuple.of(20, Arbitraries.of(Step.SAY, Step.READ_SOME, Step.NOTICE)))
        .list()
        .ofMaxSize(40);
  }

  private static final class Trial {

    private final ReminderStore reminders = node.reminders();
    private final TestChats scene = new TestChats(node);
    private final UserId client = scene.user();
    private final UserId doctor = scene.user();
    private final UserId heir = scene.user();
    private final ChatId chat = scene.chat(client, doctor);
    private final NaiveSpells naive = new NaiveSpells();
    private final Map<Integer, SpellId> ids = new HashMap<>();

    void take(Step step) {
      switch (step) {
        case SAY, SAY_TOO -> say(doctor, true);
        case ANSWER -> answer();
        case SYSTEM -> system();
        case READ_ALL -> read(naive.lastSeq());
        case READ_SOME -> read(naive.lastSeq() - 1);
        case LEAVE -> {
          scene.leave(chat, client);
          naive.leave();
        }
        case COME_BACK -> {
          scene.join(chat, client, UserType.CLIENT);
          naive.comeBack();
        }
        case HAND_OVER -> handOver();
        case HEIR_READS -> heirReads();
        case HAND_BACK -> handBack();
        case BECOME_OPERATOR -> becomeOperator();
        case CLOSE -> {
          scene.close(chat);
          naive.close();
        }
        case NOTICE, NOTICE_TOO -> {
          reminders.refresh(LONG);
          naive.notice();
        }
        case REMIND -> remind();
      }
      assertSameAs(step);
    }

    private void handOver() {
      if (naive.takesPart() && !naive.heirTakesPart()) {
        scene.handOver(chat, client, heir);
        naive.handOver();
      }
    }

    private void handBack() {
      if (naive.heirTakesPart() && !naive.takesPart()) {
        scene.handOver(chat, heir, client);
        naive.handBack();
      }
    }

    private void heirReads() {
      if (naive.heirTakesPart() && naive.lastSeq() > 1) {
        scene.read(chat, heir, scene.all(chat).get(naive.lastSeq() - 2).id());
        naive.heirReads(naive.lastSeq() - 1);
      }
    }

    /** And reads as one, which is no client's reading, before they are a client again. */
    private void becomeOperator() {
      if (naive.takesPart()) {
        scene.join(chat, client, UserType.OPERATOR);
        naive.leave();
        if (naive.lastSeq() > 1) {
          scene.read(chat, client, scene.all(chat).get(naive.lastSeq() - 2).id());
          naive.read(naive.lastSeq() - 1);
        }
        scene.join(chat, client, UserType.CLIENT);
        naive.comeBack();
      }
    }

    private void say(UserId author, boolean counts) {
      if (!naive.isClosed()) {
        scene.say(chat, author, "x");
        naive.post(counts);
      }
    }

    private void answer() {
      if (naive.takesPart()) {
        say(client, false);
      }
    }

    private void system() {
      if (!naive.isClosed()) {
        scene.post(chat, doctor, TestChats.system("x"));
        naive.post(false);
      }
    }

    private void read(int upTo) {
      if (upTo > 0 && naive.takesPart()) {
        scene.read(chat, client, scene.all(chat).get(upTo - 1).id());
        naive.read(upTo);
      }
    }

    private void remind() {
      for (Spell spell : due().stream().toList()) {
        boolean claimed = reminders.claim(spell.id(), new NodeId("n"), Duration.ZERO);
        assertThat(claimed).isEqualTo(naive.isClaimable());
        if (claimed) {
          reminders.reminded(spell.id());
          naive.remind();
        }
      }
    }

    private void assertSameAs(Step step) {
      Optional<Spell> due = due();
      assertThat(due.isPresent()).as("due after %s", step).isEqualTo(naive.due().isPresent());
      due.ifPresent(spell -> ids.putIfAbsent(naive.due().get(), spell.id()));
      due.ifPresent(spell -> assertThat(ids).containsEntry(naive.due().get(), spell.id()));
      assertThat(new HashSet<>(ids.values())).hasSameSizeAs(ids.values());
    }

    private Optional<Spell> due() {
      return reminders.due(Optional.empty(), MAX_DUE).spells().stream()
          .filter(spell -> spell.chat().equals(chat) && spell.client().equals(client))
          .findFirst();
    }
  }
}
