package io.chats.testing.age;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The chats of a {@link Population} in a database. Their ids follow one another: the closed ones of
 * all users in turn, then the opened ones likewise, so that later chats have higher ids.
 *
 * @param firstChat the id of the first
 */
public record SeededChats(Population population, long firstChat) {

  /**
   * A chat of two people of a population.
   *
   * @param partner the other participant
   */
  public record SeededChat(long chat, long user, long partner) {}

  /** The opened chats of all users: the first of each, the second of each, and so on. */
  public List<SeededChat> opened() {
    int count = population.users() * population.openedChats();
    return IntStream.range(0, count).mapToObj(i -> at(population.closed() + i)).toList();
  }

  /**
   * A closed chat of a user, the earliest first.
   *
   * @param user index of the user, from 0
   * @param number from 0
   */
  public SeededChat closed(int user, int number) {
    return at((long) number * population.users() + user);
  }

  private SeededChat at(long number) {
    return new SeededChat(
        firstChat + number,
        population.firstUser() + number % population.users(),
        population.firstPartner() + number % population.partners());
  }
}
