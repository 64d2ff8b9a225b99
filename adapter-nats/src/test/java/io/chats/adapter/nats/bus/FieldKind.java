package io.chats.adapter.nats.bus;

import java.util.LinkedHashMap;
import java.util.Map;

/** What SPEC 4 has of a kind of field: the code for each way to be wrong; 0 where it is right. */
enum FieldKind {
  ID,
  OPTIONAL_ID,
  IDS,
  COUNT,
  WORD,
  OPTIONAL_STRING,
  STRINGS,
  FRAME,
  FLAG;

  private static final int BAD_REQUEST = 1201;
  private static final String HUGE = "9223372036854775808";

  /**
   * Values, as they are written in JSON, and what they are answered with. That of the empty string
   * is of a field that is absent.
   *
   * @param own the code of the field's own error
   */
  Map<String, Integer> answers(int own) {
    Map<String, Integer> answers = new LinkedHashMap<>();
    // In this order: absent and null; 0; -1; 1; a fraction, and huge; a string; an empty one; true;
    // an empty array, and an empty object.
    switch (this) {
      case ID -> all(answers, own, own, own, 0, BAD_REQUEST, BAD_REQUEST, BAD_REQUEST);
      case OPTIONAL_ID -> all(answers, 0, 0, own, 0, BAD_REQUEST, BAD_REQUEST, BAD_REQUEST);
      case COUNT -> all(answers, 0, 0, own, 0, BAD_REQUEST, BAD_REQUEST, BAD_REQUEST);
      case WORD -> all(answers, own, BAD_REQUEST, BAD_REQUEST, BAD_REQUEST, BAD_REQUEST, own, own);
      case OPTIONAL_STRING ->
          all(answers, 0, BAD_REQUEST, BAD_REQUEST, BAD_REQUEST, BAD_REQUEST, 0, 0);
      case FLAG, IDS, STRINGS, FRAME ->
          all(
              answers,
              this == FLAG || this == IDS ? own : 0,
              BAD_REQUEST,
              BAD_REQUEST,
              BAD_REQUEST,
              BAD_REQUEST,
              BAD_REQUEST,
              BAD_REQUEST);
    }
    answers.put("true", this == FLAG ? 0 : BAD_REQUEST);
    answers.put("[]", this == IDS || this == STRINGS || this == FRAME ? 0 : BAD_REQUEST);
    answers.put("{}", this == STRINGS || this == FRAME ? 0 : BAD_REQUEST);
    answers.put("[1.5]", BAD_REQUEST);
    answers.put("{\"k\":1}", this == FRAME ? 0 : BAD_REQUEST);
    answers.put("[-1]", this == IDS ? own : BAD_REQUEST);
    answers.put("65536", this == ID || this == OPTIONAL_ID ? 0 : BAD_REQUEST);
    return answers;
  }

  private static void all(
      Map<String, Integer> answers,
      int absent,
      int zero,
      int negative,
      int one,
      int number,
      int string,
      int empty) {
    answers.put("", absent);
    answers.put("null", absent);
    answers.put("0", zero);
    answers.put("-1", negative);
    answers.put("1", one);
    answers.put("1.5", number);
    answers.put(HUGE, number);
    answers.put("\"nonsense\"", string);
    answers.put("\"\"", empty);
  }
}
