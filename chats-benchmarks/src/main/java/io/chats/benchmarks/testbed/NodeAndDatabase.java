package io.chats.benchmarks.testbed;

import io.chats.testing.age.DatabaseWork;
import java.sql.Connection;
import java.time.Duration;

/** The work of a node, and of the database for all nodes. */
public final class NodeAndDatabase {

  private NodeAndDatabase() {}

  /** Returns what they use during a task. */
  public static Use during(MeasuredServer node, TestBed testBed, DatabaseWork.Task<Exception> task)
      throws Exception {
    try (Connection connection = testBed.database()) {
      Duration nodeBefore = node.cpu();
      Duration databaseBefore = testBed.databaseCpu();
      long start = System.nanoTime();
      DatabaseWork work = DatabaseWork.during(connection, task);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Use(
          work.statements() / seconds,
          work.rowsRead() / seconds,
          seconds(node.cpu().minus(nodeBefore)) / seconds,
          seconds(testBed.databaseCpu().minus(databaseBefore)) / seconds);
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /**
   * The processor time and memory that were used.
   *
   * @param nodeCpu share of one processor, from 0
   * @param databaseCpu share of one processor, from 0
   */
  public record Use(
      double statementsPerSecond, double rowsReadPerSecond, double nodeCpu, double databaseCpu) {

    /** The share of one processor that both take. */
    public double cpu() {
      return nodeCpu + databaseCpu;
    }
  }
}
