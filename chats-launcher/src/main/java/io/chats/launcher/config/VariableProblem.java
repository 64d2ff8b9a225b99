package io.chats.launcher.config;

/** A problem of a variable, for operators: masked and printable. */
record VariableProblem(String variable, String is, String expected) {

  static VariableProblem bad(Variable<?> variable, String value) {
    return bad(variable, value, variable.expected());
  }

  static VariableProblem bad(Variable<?> variable, String value, String expected) {
    return new VariableProblem(variable.name(), "is '" + variable.shown(value) + "'", expected);
  }

  static VariableProblem missing(Variable<?> variable, String why) {
    return new VariableProblem(variable.name(), "is not set", variable.expected() + ", " + why);
  }

  @Override
  public String toString() {
    return variable + " " + is + "; expected: " + expected;
  }
}
