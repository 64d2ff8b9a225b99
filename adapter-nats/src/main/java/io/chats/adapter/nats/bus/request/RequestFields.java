package io.chats.adapter.nats.bus.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.refusal.ErrorCode;
import io.chats.json.JsonFields;
import io.chats.json.JsonFields.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of an object, by the rules of spec 4: an id that is absent, null, 0 or negative is the
 * field's own error; the wrong kind of value, a fraction, or a number out of range is a bad
 * request. Every method throws {@link RejectedRequestException}.
 */
final class RequestFields {

  private static final int MAX_COUNT = 65_535;

  private final JsonFields<RejectedRequestException> fields;
  private final Map<String, String> ids;

  /**
   * @param ids receives the ids that are read, for reports of failures
   */
  RequestFields(JsonNode object, Map<String, String> ids) {
    this(JsonFields.of(object, "the body", RequestFields::wrong), ids);
  }

  private RequestFields(JsonFields<RejectedRequestException> fields, Map<String, String> ids) {
    this.fields = fields;
    this.ids = ids;
  }

  ChatId chat(String name) {
    return new ChatId(requiredId(name, ErrorCode.BAD_CHAT_ID));
  }

  Optional<ChatId> optionalChat(String name) {
    return id(name, ErrorCode.BAD_CHAT_ID).map(ChatId::new);
  }

  UserId user(String name) {
    return new UserId(requiredId(name, ErrorCode.BAD_USER_ID));
  }

  OrderId order(String name, ErrorCode own) {
    return new OrderId(requiredId(name, own));
  }

  Optional<MessageId> optionalMessage(String name) {
    return id(name, ErrorCode.BAD_MESSAGE_ID).map(MessageId::new);
  }

  /** An array of ids. */
  List<ChatId> chats(String name) {
    if (!fields.has(name)) {
      throw badId(ErrorCode.BAD_CHAT_ID, name);
    }
    return fields.list(name, element -> chat(element, name));
  }

  private static ChatId chat(JsonNode element, String name) {
    long id = nonNegative(element, name, ErrorCode.BAD_CHAT_ID);
    if (id == 0) {
      throw badId(ErrorCode.BAD_CHAT_ID, name);
    }
    return new ChatId(id);
  }

  /** A count from 1 to 65,535; the default where it is absent, null or 0. */
  int count(String name, int byDefault) {
    long count = nonNegative(fields.get(name), name, ErrorCode.BAD_REQUEST);
    if (count > MAX_COUNT) {
      throw RejectedRequestException.malformed(name + " is at most " + MAX_COUNT);
    }
    return count == 0 ? byDefault : (int) count;
  }

  boolean flag(String name) {
    return fields.flag(name).orElseThrow(() -> wrong(name, Problem.NOT_A_BOOLEAN));
  }

  /** A text for people, empty where it is absent or null; lone surrogates are replaced. */
  String text(String name) {
    return fields.text(name).orElse("");
  }

  /** A text that is compared byte for byte; empty where it is absent, null or empty. */
  Optional<String> identifier(String name) {
    return fields.identifier(name);
  }

  /** A string as it is; an empty one counts as a value. */
  Optional<String> string(String name) {
    return fields.string(name);
  }

  /** A constant by its name on the wire, which must be there. */
  <T> T named(String name, Function<String, Optional<T>> constants, ErrorCode own) {
    return string(name)
        .flatMap(constants)
        .orElseThrow(() -> new RejectedRequestException(own, name + " is none of ours"));
  }

  /** An object of strings, in the order given; an empty array counts as an empty one. */
  Map<String, String> strings(String name) {
    return fields.strings(name);
  }

  /** The fields of a nested object; none where it is absent, null or an empty array. */
  RequestFields nested(String name) {
    return new RequestFields(fields.nested(name), ids);
  }

  /** Returns whether the object has no field. */
  boolean isEmpty() {
    return fields.isEmpty();
  }

  private long requiredId(String name, ErrorCode own) {
    return id(name, own).orElseThrow(() -> badId(own, name));
  }

  private Optional<Long> id(String name, ErrorCode own) {
    long id = nonNegative(fields.get(name), name, own);
    if (id == 0) {
      return Optional.empty();
    }
    ids.put(logName(name), Long.toString(id));
    return Optional.of(id);
  }

  /** The name of an id in logs: {@code chat} for {@code chat_id}. */
  private static String logName(String name) {
    return name.endsWith("_id") ? name.substring(0, name.length() - "_id".length()) : name;
  }

  /** 0 where the value is absent or null. */
  private static long nonNegative(JsonNode value, String name, ErrorCode own) {
    if (JsonFields.isAbsent(value)) {
      return 0;
    }
    long number = JsonFields.integer(value, name, RequestFields::wrong);
    if (number < 0) {
      throw badId(own, name);
    }
    return number;
  }

  private static RejectedRequestException badId(ErrorCode own, String name) {
    return new RejectedRequestException(own, name + " is an integer from 1 on");
  }

  private static RejectedRequestException wrong(String name, Problem problem) {
    return RejectedRequestException.malformed(
        name
            + switch (problem) {
              case NOT_AN_OBJECT -> " is an object";
              case NOT_A_LIST -> " is an array of integers";
              case NOT_A_STRING -> " is a string";
              case NOT_STRINGS -> " is an object of strings";
              case NOT_WELL_FORMED -> " has half a surrogate pair";
              case NOT_AN_INTEGER -> " is an integer";
              case TOO_LARGE -> " is out of range";
              case NOT_A_BOOLEAN -> " is true or false";
            });
  }
}
