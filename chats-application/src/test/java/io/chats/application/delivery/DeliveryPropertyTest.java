package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.testing.Simulation;
import io.chats.domain.model.Message;
import io.chats.testing.inmemory.InMemoryDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random users and failures in random order: sessions are sent what they must be sent, in order and
 * once (spec G3), soon after all failures have ended (spec G5), and nothing else (spec G6).
 */
class DeliveryPropertyTest {

  private static final int EVENTS = 250;
  private static final int LAST_EVENTS = 12;

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void deliversEverythingInOrderOnceAndToNobodyElse(@ForAll long seed) {
    RandomUsers people = new RandomUsers(new Random(seed));
    EventChecker witness =
        new EventChecker(people.cluster().database(), people::hasRepeated, people::isOfDevice);
    people.cluster().witness(witness.andThen(people::show));
    for (int i = 0; i < EVENTS; i++) {
      people.live();
    }
    settle(people);

    Expectations expectations = new Expectations(people.cluster().database());
    for (int i = 0; i < LAST_EVENTS; i++) {
      people.act();
    }
    people.simulation().pass(Duration.ofSeconds(5));

    assertThatDevicesHaveAll(people, expectations);
    people.posts().forEach(post -> assertThatItIsStored(post, people.cluster().database()));
    people.clients().forEach(expectations::assertMet);
    assertThatNothingIsLeft(people);
    assertThat(people.cluster().failures()).isEmpty();
  }

  private static void settle(RandomUsers people) {
    people.recover();
    people.simulation().pass(Duration.ofSeconds(5));
    people.devices().forEach(people::bringBack);
    people.simulation().pass(Duration.ofSeconds(5));
  }

  private static void assertThatDevicesHaveAll(RandomUsers people, Expectations expectations) {
    for (SimulatedClient device : people.devices()) {
      assertThat(device.problems()).isEmpty();
      assertThat(device.isSynced()).isTrue();
      device.assertHasAll();
      device.assertOwnPostsWereShown();
      expectations.assertMet(device.client());
    }
  }

  /** Checks that every acknowledged message is stored. */
  private static void assertThatItIsStored(
      CompletableFuture<List<PostResult>> post, InMemoryDatabase database) {
    assertThat(post).isDone();
    if (!post.isCompletedExceptionally()) {
      for (PostResult result : post.join()) {
        if (result instanceof Posted posted) {
          Message message = posted.message().message();
          assertThat(database.storing(message).messages()).contains(message);
        }
      }
    }
  }

  /** Checks that nothing is subscribed and nobody online after all clients have left. */
  private static void assertThatNothingIsLeft(RandomUsers people) {
    Simulation simulation = people.simulation();
    while (!people.clients().isEmpty()) {
      people.disconnect();
    }
    people.devices().forEach(SimulatedClient::disconnect);
    simulation.pass(Duration.ofSeconds(11)); // rooms stay for ten seconds
    assertThat(people.cluster().bus().followings()).isZero();
    assertThat(people.cluster().presence().online()).isEmpty();
  }
}
