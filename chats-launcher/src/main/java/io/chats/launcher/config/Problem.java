package io.chats.launcher.config;

/** What is wrong with a variable, fit to be seen. */
record Problem(String variable, String is, String expected) {

  static Problem bad(Variable<?> variable, String value) {
    return bad(variable, value, variable.expected());
  }

  static Problem bad(Variable<?> variable, String value, String expected) {
    return new Problem(variable.name(), "is '" + variable.shown(value) + "'", expected);
  }

  static Problem missing(Variable<?> variable, String why) {
    return new Problem(variable.name(), "is not set", variable.expected() + ", " + why);
  }

  @Override
  public String toString() {
    return variable + " " + is + "; expected: " + expected;
  }
}
