package io.chats.adapter.nats.bus.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.json.Texts;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.refusal.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an object, by the rules of spec 4: an id that is absent, null, 0 or negative is the
 * field's own error; the wrong kind of value, a fraction, or a number out of range is a bad
 * request. Every method throws {@link RejectedRequestException}.
 */
final class RequestFields {

  private static final int LARGEST_COUNT = 65_535;

  private final JsonNode object;
  private final Map<String, String> ids;

  RequestFields(JsonNode object, Map<String, String> ids) {
    this.object = object;
    this.ids = ids;
  }

  ChatId chat(String name) {
    return optionalChat(name).orElseThrow(() -> bad(ErrorCode.BAD_CHAT_ID, name));
  }

  Optional<ChatId> optionalChat(String name) {
    return id(name, ErrorCode.BAD_CHAT_ID).map(ChatId::new);
  }

  UserId user(String name) {
    return id(name, ErrorCode.BAD_USER_ID)
        .map(UserId::new)
        .orElseThrow(() -> bad(ErrorCode.BAD_USER_ID, name));
  }

  OrderId order(String name, ErrorCode own) {
    return id(name, own).map(OrderId::new).orElseThrow(() -> bad(own, name));
  }

  Optional<MessageId> optionalMessage(String name) {
    return id(name, ErrorCode.BAD_MESSAGE_ID).map(MessageId::new);
  }

  /** An array of ids. */
  List<ChatId> chats(String name) {
    JsonNode array = object.path(name);
    if (isAbsent(array)) {
      throw bad(ErrorCode.BAD_CHAT_ID, name);
    }
    if (!array.isArray()) {
      throw RejectedRequestException.malformed(name + " is an array of integers");
    }
    List<ChatId> chats = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      long id = integer(element, name, ErrorCode.BAD_CHAT_ID);
      if (id == 0) {
        throw bad(ErrorCode.BAD_CHAT_ID, name);
      }
      chats.add(new ChatId(id));
    }
    return chats;
  }

  /** From 1 to 65,535; the default where it is absent, null or 0. */
  int count(String name, int byDefault) {
    long count = integer(object.path(name), name, ErrorCode.BAD_REQUEST);
    if (count > LARGEST_COUNT) {
      throw RejectedRequestException.malformed(name + " is at most " + LARGEST_COUNT);
    }
    return count == 0 ? byDefault : (int) count;
  }

  boolean flag(String name) {
    JsonNode value = object.path(name);
    if (!value.isBoolean()) {
      throw RejectedRequestException.malformed(name + " is true or false");
    }
    return value.booleanValue();
  }

  /** A text for people, empty where it is absent or null; what no UTF-8 can hold is replaced. */
  String text(String name) {
    return string(name).map(Texts::repaired).orElse("");
  }

  /** A text that is compared byte for byte; empty where it is absent, null or empty. */
  Optional<String> identifier(String name) {
    Optional<String> value = string(name).filter(text -> !text.isEmpty());
    if (value.filter(text -> !Texts.isWellFormed(text)).isPresent()) {
      throw RejectedRequestException.malformed(name + " has half a surrogate pair");
    }
    return value;
  }

  /** A string as it is, without its own meaning for an empty one. */
  Optional<String> string(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw RejectedRequestException.malformed(name + " is a string");
    }
    return Optional.of(value.textValue());
  }

  /** An object of strings, in the order given; an empty array counts as an empty one. */
  Map<String, String> strings(String name) {
    Map<String, String> strings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object(name).properties()) {
      if (!field.getValue().isTextual()) {
        throw RejectedRequestException.malformed(name + " is an object of strings");
      }
      strings.put(Texts.repaired(field.getKey()), Texts.repaired(field.getValue().textValue()));
    }
    return strings;
  }

  /** The fields of an object; of none where it is absent, null or an empty array. */
  RequestFields nested(String name) {
    return new RequestFields(object(name), ids);
  }

  /** Whether the object has no field at all, or is none. */
  boolean isEmpty() {
    return object.isEmpty();
  }

  private JsonNode object(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value) || value.isObject() || (value.isArray() && value.isEmpty())) {
      return value;
    }
    throw RejectedRequestException.malformed(name + " is an object");
  }

  /** As other parts of the product call it: {@code chat}, not {@code chat_id}. */
  private static String spoken(String name) {
    return name.endsWith("_id") ? name.substring(0, name.length() - "_id".length()) : name;
  }

  private Optional<Long> id(String name, ErrorCode own) {
    long id = integer(object.path(name), name, own);
    if (id == 0) {
      return Optional.empty();
    }
    ids.put(spoken(name), Long.toString(id));
    return Optional.of(id);
  }

  /** 0 where it is absent or null. */
  private static long integer(JsonNode value, String name, ErrorCode own) {
    if (isAbsent(value)) {
      return 0;
    }
    if (!value.isIntegralNumber()) {
      throw RejectedRequestException.malformed(name + " is an integer");
    }
    if (value.bigIntegerValue().signum() < 0) {
      throw bad(own, name);
    }
    if (!value.canConvertToLong()) {
      throw RejectedRequestException.malformed(name + " is out of range");
    }
    return value.longValue();
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static RejectedRequestException bad(ErrorCode own, String name) {
    return new RejectedRequestException(own, name + " is an integer from 1 on");
  }
}
