package io.chats.launcher.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parsed values of all variables, and the problems of those that cannot be parsed. */
final class ParsedValues {

  private final Map<Variable<?>, Object> values = new HashMap<>();
  private final List<VariableProblem> problems = new ArrayList<>();

  private ParsedValues() {}

  static ParsedValues of(Environment environment) {
    ParsedValues all = new ParsedValues();
    Variables.all()
        .forEach(variable ->
            environment.effective(variable).ifPresent(text -> all.read(variable, text)));
    return all;
  }

  List<VariableProblem> problems() {
    return List.copyOf(problems);
  }

  /** Empty if it is neither set nor preset, or bad. */
  @SuppressWarnings("unchecked") // as it was put by read
  <T> Optional<T> find(Variable<T> variable) {
    return Optional.ofNullable((T) values.get(variable));
  }

  /** Returns the value of a variable that is known to have one. */
  <T> T get(Variable<T> variable) {
    return find(variable).orElseThrow();
  }

  private void read(Variable<?> variable, String text) {
    variable
        .format()
        .parse(text)
        .ifPresentOrElse(
            value -> values.put(variable, value),
            () -> problems.add(VariableProblem.bad(variable, text)));
  }
}
