package io.chats.benchmarks.load;

/** The violations among the messages that arrived. Not safe for use by several threads. */
public final class Violations {

  private long repeated;
  private long disordered;
  private long errors;
  private String firstError = "";

  void repeated() {
    repeated++;
  }

  void disordered() {
    disordered++;
  }

  void error(String frame) {
    if (errors++ == 0) {
      firstError = " (first: " + frame + ")";
    }
  }

  public boolean isClean() {
    return repeated + disordered + errors == 0;
  }

  @Override
  public String toString() {
    return repeated
        + " repeated, "
        + disordered
        + " out of order, "
        + errors
        + " errors"
        + firstError;
  }
}
