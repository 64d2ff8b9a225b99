package io.chats.adapter.nats.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Compares replies with the document. Safe for use by any thread. */
public final class BusSchemas {

  private static final String REFUSAL = "refusal";

  private final BusDocument document = BusDocument.load();
  private final MessageSchemas schemas = MessageSchemas.strict(document);

  /**
   * The errors of a reply: it must have the documented fields, and no others.
   *
   * @param method the method of the request, in any spelling
   * @param path the path of the request, in any spelling
   * @param body the body of the request
   * @return empty when the reply is as documented
   */
  public List<String> violations(String method, String path, JsonNode body, JsonNode reply) {
    String message = reply.has("error") ? REFUSAL : replyTo(method, path, body);
    return schemas.violations(message, reply);
  }

  /** The message of a reply with data to a request of that method, path and shape of body. */
  private String replyTo(String method, String path, JsonNode body) {
    String absolute = path.startsWith("/") ? path : "/" + path;
    boolean isUpdate = absolute.equals("/ws/client/message") && !body.hasNonNull("type");
    return document.asked().stream()
        .filter(request -> isSpelt(request, method, absolute))
        .filter(request -> !isUpdate || request.key().equals("updateConsultation"))
        .findFirst()
        .flatMap(BusDocument.Request::reply)
        .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
  }

  private static boolean isSpelt(BusDocument.Request request, String method, String path) {
    return request.examples().stream()
        .anyMatch(example ->
            example.get("method").textValue().equalsIgnoreCase(method)
                && example.get("path").textValue().equals(path));
  }
}
